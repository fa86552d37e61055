"""Settings for the test suite: quick password hashing, tasks run at once, mail kept in memory."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from newsroom.settings import env
from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import CACHES, INSTALLED_APPS, PROJECT_APPS, database_settings

DEBUG = False
SECRET_KEY = "test-key-for-the-suite"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

INSTALLED_APPS = [PROJECT_APPS[0], "newsroom.demo", *INSTALLED_APPS[1:]]
NEWSROOM_DEMO = True

# One folder a process, so that suites beside one another and the workers of one suite never meet.
TEST_FOLDER = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
atexit.register(shutil.rmtree, TEST_FOLDER, ignore_errors=True)

DATABASES = {"default": database_settings(f"sqlite:///{TEST_FOLDER / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: a browser test's server and the test use connections of their own, as in life.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
elif template := env.optional_text("TEST_DATABASE_TEMPLATE"):
    # A migrated database that `make test` has made once, so that each worker copies it in a moment.
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}

if redis_address := env.redis_address("REDIS_URL"):
    # A database of Redis a worker: clearing the cache of one test must not empty another's.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")
    for entry in CACHES.values():
        entry["LOCATION"] = f"{redis_address.rsplit('/', 1)[0]}/{int(worker) + 1}"

# Switched on in tests/edge alone: elsewhere a page must show what the database says now.
NEWSROOM_PAGE_CACHE = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tasks wait, as for a worker in life; a test that needs them done asks for `worker_at_hand` (tests/conftest.py).
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = TEST_FOLDER / "media"
