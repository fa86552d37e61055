"""What would make counts of queries depend on how fast the machine is."""

from __future__ import annotations

import pytest

from home import announcements


@pytest.fixture(autouse=True)
def announcements_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the emergency information as long as a test runs, so that its one query falls on the warming request."""
    monkeypatch.setattr(announcements, "KEPT_SECONDS", 600)
