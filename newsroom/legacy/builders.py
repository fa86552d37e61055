"""Lists and tables while they are being read."""

from __future__ import annotations

from newsroom.legacy.content import Kind, Piece, Run, plain

_CELL_LENGTH = 300  # characters; a longer cell holds paragraphs, and the table is only there for the layout


class ListBuilder:
    """Collects the entries of a list; entries of a list inside follow the entry they belong to."""

    def __init__(self, line: int, *, is_numbered: bool) -> None:
        self.line = line
        self.is_numbered = is_numbered
        self.items: list[list[Run]] = []
        self.is_open = False

    def begin_item(self) -> None:
        """The next text belongs to a new entry."""
        self.is_open = False

    def add(self, runs: list[Run]) -> None:
        """Add text to the entry that has begun; a second paragraph of it stands behind a <br>."""
        if self.is_open:
            self.items[-1] = [*self.items[-1], Run("\n"), *runs]
        else:
            self.items.append(list(runs))
            self.is_open = True

    @property
    def piece(self) -> Piece:
        """The list as a piece."""
        return Piece(Kind.LIST, self.line, items=self.items, is_numbered=self.is_numbered)


class TableBuilder:
    """Collects the cells of a table, and tells a table from a layout."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rows: list[list[list[list[Run]]]] = []
        self.lines: list[int] = []
        self.header_cells = 0

    def begin(self, tag: str, line: int) -> None:
        """A row or a cell begins."""
        if tag == "tr":
            self.rows.append([])
            self.lines.append(line)
            return
        if not self.rows:
            self.begin("tr", line)
        self.rows[-1].append([])
        if tag == "th" and len(self.rows) == 1:
            self.header_cells += 1

    def add(self, runs: list[Run]) -> None:
        """Add a paragraph to the cell that has begun."""
        if not self.rows:
            self.begin("tr", self.line)
        if not self.rows[-1]:
            self.rows[-1].append([])
        self.rows[-1][-1].append(list(runs))

    def pieces(self) -> list[Piece]:
        """Return the table, or the paragraphs of a layout in their order."""
        rows = [(row, line) for row, line in zip(self.rows, self.lines, strict=True) if any(cell for cell in row)]
        texts = [[" ".join(plain(part) for part in cell) for cell in row] for row, _line in rows]
        columns = max((len(row) for row in texts), default=0)
        if columns < 2 or any(len(text) > _CELL_LENGTH for row in texts for text in row):
            return [Piece(Kind.TEXT, line, part) for row, line in rows for cell in row for part in cell]
        table = [row + [""] * (columns - len(row)) for row in texts]
        has_header = self.header_cells == len(self.rows[0]) > 0
        return [Piece(Kind.TABLE, self.line, rows=table, has_header=has_header)]
