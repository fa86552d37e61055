"""The neutral form of a page between reader and mapping: pieces of text with their marks and source lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html import escape

_SPACES = re.compile(r"\s+")


class Kind(StrEnum):
    """What a piece of the page is."""

    TEXT = "text"
    TITLE = "title"  # <h1>
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    IMAGE = "image"
    CAPTION = "caption"  # <figcaption>
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same marks. ``text`` keeps its white space; a newline is a <br>."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(slots=True)
class Piece:
    """One paragraph, heading, list, table or picture of the page.

    Attributes:
        kind: what it is.
        line: line in the file where it begins (from 1).
        runs: its text; for a picture the alternative text.
        follows: whether the line above in a plain text is not empty.
        is_loose: whether it is plain text outside of any HTML block.
        items: the entries of a list, each a list of runs.
        is_numbered: whether the list is numbered.
        rows: the cells of a table, row by row.
        has_header: whether the first row of the table is a header.
        address: of a picture or video.
    """

    kind: Kind
    line: int
    runs: list[Run] = field(default_factory=list)
    follows: bool = False
    is_loose: bool = False
    items: list[list[Run]] = field(default_factory=list)
    is_numbered: bool = False
    rows: list[list[str]] = field(default_factory=list)
    has_header: bool = False
    address: str = ""

    @property
    def raw(self) -> str:
        """The text with its white space as in the file."""
        return raw_text(self.runs)

    @property
    def text(self) -> str:
        """The text with single spaces."""
        return plain(self.runs)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """Return a copy that holds only ``raw[start:end]``."""
        return replace(self, runs=cut_runs(self.runs, start, end))


def raw_text(runs: list[Run]) -> str:
    """Return the characters of ``runs`` as they are."""
    return "".join(run.text for run in runs)


def plain(runs: list[Run]) -> str:
    """Return the characters of ``runs`` with single spaces."""
    return _SPACES.sub(" ", raw_text(runs)).strip()


def cut_runs(runs: list[Run], start: int, end: int | None = None) -> list[Run]:
    """Return the runs of the characters ``start`` to ``end`` of the whole."""
    kept: list[Run] = []
    position = 0
    for run in runs:
        first = max(start - position, 0)
        last = len(run.text) if end is None else min(end - position, len(run.text))
        if first < last:
            kept.append(replace(run, text=run.text[first:last]))
        position += len(run.text)
    return kept


def inline_html(runs: list[Run]) -> str:
    """Return ``runs`` as HTML of <b>, <i>, <a> and <br/> with single spaces; everything else is escaped."""
    parts: list[str] = []
    for run in _tidy(runs):
        html = escape(run.text, quote=False).replace("\n", "<br/>")
        if run.italic:
            html = f"<i>{html}</i>"
        if run.bold:
            html = f"<b>{html}</b>"
        if run.href:
            html = f'<a href="{escape(run.href)}">{html}</a>'
        parts.append(html)
    return "".join(parts)


def _tidy(runs: list[Run]) -> list[Run]:
    """Single spaces, none at the ends or beside a <br>, neighbours with the same marks joined, marks off blanks."""
    tidy: list[Run] = []
    before = "\n"
    for given in runs:
        run, text = given, re.sub(r"[^\S\n]+", " ", given.text)
        text = re.sub(r" ?\n ?", "\n", text)
        text = re.sub(r"\n{2,}", "\n", text)
        if before in " \n":
            text = text.lstrip(" \n" if before == "\n" else " ")
        if not text:
            continue
        before = text[-1]
        if not text.strip():
            run = Run(text)
        if tidy and (tidy[-1].bold, tidy[-1].italic, tidy[-1].href) == (run.bold, run.italic, run.href):
            tidy[-1] = replace(run, text=tidy[-1].text + text)
        else:
            tidy.append(replace(run, text=text))
    while tidy:
        text = tidy[-1].text.rstrip()
        if text:
            tidy[-1] = replace(tidy[-1], text=text)
            break
        tidy.pop()
    return tidy
