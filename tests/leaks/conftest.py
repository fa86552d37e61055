"""The seeded newsroom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.leaks.world import World, make_world

PEOPLE = ("wartawan", "wartawan2", "kontributor", "redaktur", "pemred", "arsip", "admin")


@pytest.fixture
def world(request: Any, settings: Any, tmp_path: Path, newsroom_desk: Any, agency_desk: Any) -> World:
    """One release in each state, in every index, and everybody who may look for it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    made = make_world(newsroom_desk, agency_desk, {name: request.getfixturevalue(name) for name in PEOPLE})
    # As the worker does in life: without it a search of the desk would find nothing, and so hide every leak.
    call_command("update_index", verbosity=0)
    return made
