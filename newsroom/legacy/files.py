"""The files of an import, and where its report goes: neither is ever held in memory as a whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from newsroom.legacy.report import Entry

PAGE_SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml"})


def files_of(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """Return (name for the report, path) of each file: ``paths`` in the order given, folders recursively and sorted.

    A file given by name is taken whatever it is; of folders only pages (:data:`PAGE_SUFFIXES`), no hidden ones.
    """
    for path in paths:
        if path.is_dir():
            for found in _pages_in(path):
                yield found.as_posix(), found
        else:
            yield path.as_posix(), path


def _pages_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in PAGE_SUFFIXES:
                yield path


class ReportFile:
    """Writes the report while the import runs; the file appears under its name only when the report is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.part")
        self.count = 0

    def __enter__(self) -> ReportFile:
        self._file = self.part.open("w", encoding="utf-8")
        self._file.write("[")
        return self

    def add(self, entry: Entry) -> None:
        """Write what became of one file."""
        self._file.write(",\n" if self.count else "\n")
        self._file.write(json.dumps(entry.as_json(), ensure_ascii=False, indent=2))
        self.count += 1

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.write("\n]\n")
        self._file.close()
        if kind is None:
            self.part.replace(self.path)
        else:
            self.part.unlink(missing_ok=True)
