"""What a person sees while an import runs: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
from typing import Any

from django.utils.translation import gettext as _

from newsroom.legacy.models import ImportStatus
from newsroom.legacy.report import Entry

_BAR = 30  # characters


class Progress:
    """Shows each file as it is done.

    Args:
        stream: where to write.
        total: number of files.
        is_bar: whether to draw a bar; then only files with a problem get lines of their own.
    """

    def __init__(self, stream: Any, total: int, *, is_bar: bool) -> None:
        self.stream = stream
        self.total = total
        self.is_bar = is_bar
        self.done = 0
        self.counts = dict.fromkeys(ImportStatus.values, 0)
        self.warnings = 0
        self.pictures = 0

    def show(self, entry: Entry) -> None:
        """Count ``entry`` and show it."""
        self.done += 1
        self.counts[str(entry.status)] += 1
        self.warnings += len(entry.warnings)
        self.pictures += sum(bool(picture.address) for picture in entry.article.pictures)
        if not self.is_bar:
            self._write(f"{ImportStatus(entry.status).label}: {entry.file}: {entry.article.title}")
        if self.is_bar and (entry.errors or entry.warnings):
            self._clear()
            self._write(f"{ImportStatus(entry.status).label}: {entry.file}")
        for problem in entry.errors:
            self._write(f"  ! {entry.file}:{problem.line or 1}: {problem.message} [{problem.code}]")
        for problem in entry.warnings:
            self._write(f"  ? {problem.message} [{problem.code}]")
        if self.is_bar:
            self._draw()

    def finish(self) -> None:
        """Show what the run did as a whole."""
        if self.is_bar:
            self._clear()
        parts = [f"{ImportStatus(status).label}: {count}" for status, count in self.counts.items()]
        self._write(", ".join(parts) + ". " + _("Warnings: %(count)s.") % {"count": self.warnings})
        if self.pictures:
            self._write(_("Pictures named in the pages but not brought along: %(count)s.") % {"count": self.pictures})

    def _draw(self) -> None:
        filled = _BAR * self.done // max(self.total, 1)
        self._write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {self.done}/{self.total}", end="")

    def _clear(self) -> None:
        self._write("\r" + " " * (min(shutil.get_terminal_size().columns, 80) - 1) + "\r", end="")

    def _write(self, text: str, end: str = "\n") -> None:
        self.stream.write(text, ending=end)
        if hasattr(self.stream, "flush"):
            self.stream.flush()
