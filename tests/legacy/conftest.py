"""Running the import as a person at a terminal would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from newsroom.articles.models import Desk


@dataclass(frozen=True)
class Outcome:
    """What a run gave back: the exit code, the report and what was shown."""

    code: int
    report: list[dict[str, Any]]
    shown: str

    @property
    def statuses(self) -> list[str]:
        return [entry["status"] for entry in self.report]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The folder with the pages to import."""
    folder = tmp_path / "halaman"
    folder.mkdir()
    return folder


@pytest.fixture
def run_import(newsroom_desk: Desk, pages: Path, tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that writes pages into the folder and imports it with the given options."""

    def run(*options: str, **texts: str) -> Outcome:
        for name, text in texts.items():
            (pages / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
        report, shown = tmp_path / "laporan.json", StringIO()
        code: Any = 0
        try:
            call_command("import_articles", str(pages), "--report", str(report), *options, stdout=shown, stderr=shown)
        except SystemExit as leaving:
            code = leaving.code
        return Outcome(code, json.loads(report.read_text(encoding="utf-8")), shown.getvalue())

    return run
