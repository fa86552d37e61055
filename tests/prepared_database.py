"""A migrated SQLite database kept between runs, so that a test run does not replay every migration.

The copy is named after the checksum of every migration it went through: another migration, another copy. `migrate`
still runs on it, so a wrong copy could only ever be too old, never wrong.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from newsroom.editorial.triggers import guards_off

FOLDER = settings.BASE_DIR / ".state"


def copy_path() -> Path:
    """Return where the copy for the migrations of this moment is, or would be."""
    checksum = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            checksum.update(path.read_bytes())
    return FOLDER / f"test-database-{checksum.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Keep what is found, when a copy is about to be put there; the folder of the test run goes at its end anyway."""
    return bool(request.config.getvalue("reuse_db")) or (connection.vendor == "sqlite" and copy_path().exists())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool) -> None:
    """Put the copy where the test database will be looked for, now that the worker's name is part of it."""
    if django_db_keepdb and connection.vendor == "sqlite":
        shutil.copyfile(copy_path(), settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """After migrating from nothing, keep a copy for the next run."""
    copy = copy_path()
    if connection.vendor == "sqlite" and not copy.exists():
        unfinished = FOLDER / f"unfinished-{os.getpid()}.sqlite3"
        FOLDER.mkdir(exist_ok=True)
        with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        for stale in FOLDER.glob("test-database-*.sqlite3"):
            stale.unlink(missing_ok=True)
        unfinished.replace(copy)


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_without_their_guards() -> Iterator[None]:
    """Let a test with transactions of its own empty the tables behind itself; the append-only ones would refuse."""
    stock = TransactionTestCase._fixture_teardown

    def empty_tables(case: Any) -> None:
        with guards_off():
            stock(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield
