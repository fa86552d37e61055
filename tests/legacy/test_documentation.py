"""Every code that staff may meet in a report is explained."""

from __future__ import annotations

from pathlib import Path

from newsroom.legacy.problems import ERRORS, WARNINGS


def test_every_code_is_documented_and_no_other(project_root: Path) -> None:
    text = (project_root / "docs" / "features" / "legacy-import.md").read_text(encoding="utf-8")
    warnings, errors = text.split("### Warnings")[1].split("### Errors")

    assert _codes(warnings) == set(WARNINGS)
    assert _codes(errors) == set(ERRORS)


def _codes(table: str) -> set[str]:
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {code.strip(" `") for cell in cells for code in cell.split(",")}
