"""Append-only holds in the database: every such table has its triggers, and nothing but the tests takes them away."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.editorial import triggers
from newsroom.editorial.checks import check_guards


@pytest.mark.django_db
def test_every_append_only_table_has_its_triggers() -> None:
    assert {model._meta.model_name for model in triggers.guarded_models()} >= {
        "entitlement",
        "correction",
        "withdrawal",
    }
    assert triggers.missing_guards() == []
    assert check_guards(databases=["default"]) == []


def test_only_the_tests_take_the_triggers_away(project_root: Path) -> None:
    sources = [*(project_root / "newsroom").rglob("*.py"), *(project_root / "home").rglob("*.py")]
    callers = [path.name for path in sources if "guards_off" in path.read_text(encoding="utf-8")]

    assert callers == ["triggers.py"]
