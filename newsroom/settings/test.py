"""Settings for the test suite: quick password hashing, tasks run at once, mail kept in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import BASE_DIR, INSTALLED_APPS, PROJECT_APPS, database_settings

DEBUG = False
SECRET_KEY = "test-key-for-the-suite"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

INSTALLED_APPS = [PROJECT_APPS[0], "newsroom.demo", *INSTALLED_APPS[1:]]
NEWSROOM_DEMO = True

DATABASES = {"default": database_settings(f"sqlite:///{BASE_DIR / 'test.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server thread and the test share it as separate connections would in life.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / "newsroom-test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="newsroom-test-media-"))
