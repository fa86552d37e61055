"""Settings for one machine: SQLite, mail on the console, demo accounts allowed. Never for a server."""

from __future__ import annotations

from newsroom.settings import env
from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import INSTALLED_APPS, PROJECT_APPS

DEBUG = env.boolean("DEBUG", True)
SECRET_KEY = env.text("SECRET_KEY", "insecure-development-key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", ".localhost"])  # noqa: S104

INSTALLED_APPS = [PROJECT_APPS[0], "newsroom.demo", *INSTALLED_APPS[1:]]
NEWSROOM_DEMO = True

vars().update(env.mail_server("EMAIL_URL", "consolemail://"))
