"""A server refuses to start where a default would make it unsafe."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from newsroom.settings import checks

GOOD = {
    "SECRET_KEY": "Zq3v8Lw1xT5nR7uB9yC2eK4mP6sH0jDfGaVoXiWtYbNcUlQkEr",
    "ALLOWED_HOSTS": "newsroom.example",
    "SITE_URL": "https://newsroom.example",
    "DATABASE_URL": "sqlite:////nonexistent/newsroom.sqlite3",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def start(root: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the production settings and the good environment, changed as told; an empty value unsets."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    environment = kept | GOOD | changes | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.production"}
    return subprocess.run(
        [sys.executable, *(command or ("-c", "import django; django.setup()"))],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_server_with_sound_settings_starts(project_root: Path) -> None:
    started = start(project_root)

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SECRET_KEY", "", "SECRET_KEY: not set"),
        ("SECRET_KEY", "insecure-development-key", "SECRET_KEY: found a default or short value"),
        ("SECRET_KEY", "django-insecure-" + "Zq3v8Lw1xT5nR7uB9yC2" * 3, "SECRET_KEY: found a default or short value"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY: found a default or short value"),
        ("DEBUG", "true", "DEBUG: found true"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS: not set"),
        ("ALLOWED_HOSTS", "*", r"ALLOWED_HOSTS: found *"),
        ("ALLOWED_HOSTS", "newsroom.example,*", r"ALLOWED_HOSTS: found *"),
        ("SITE_URL", "", "SITE_URL: not set"),
        ("SITE_URL", "http://newsroom.example", "SITE_URL: found 'http://newsroom.example'"),
        ("DATABASE_URL", "", "DATABASE_URL: not set"),
        ("REDIS_URL", "", "REDIS_URL: not set"),
        ("MEDIA_ROOT", "media", "MEDIA_ROOT: found 'media'"),
    ],
)
def test_a_server_with_an_unsafe_setting_refuses_in_one_line(
    project_root: Path, name: str, value: str, reason: str
) -> None:
    refused = start(project_root, **{name: value})

    assert refused.returncode != 0
    assert reason in refused.stderr.strip().splitlines()[-1]


def test_djangos_deployment_check_has_nothing_to_say(project_root: Path) -> None:
    checked = start(project_root, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr


def test_a_server_does_not_install_the_demo_newsroom(project_root: Path) -> None:
    asked = start(
        project_root,
        "-c",
        "import django; django.setup(); from django.apps import apps; print(apps.is_installed('newsroom.demo'))",
    )

    assert asked.stdout.strip() == "False", asked.stderr


@pytest.mark.django_db
class TestDemoAccounts:
    def test_an_account_with_the_published_password_is_found(self) -> None:
        get_user_model().objects.create_user("redaktur", password=checks.DEMO_PASSWORD)

        found = checks.check_demo_accounts(None)

        assert [problem.id for problem in found] == ["newsroom.E001"]
        assert "redaktur" in found[0].msg

    def test_the_same_name_with_a_password_of_its_own_is_welcome(self) -> None:
        get_user_model().objects.create_user("admin", password="kata-sandi-yang-lain")

        assert checks.check_demo_accounts(None) == []

    def test_a_deactivated_demo_account_opens_nothing(self) -> None:
        get_user_model().objects.create_user("wartawan", password=checks.DEMO_PASSWORD, is_active=False)

        assert checks.demo_accounts() == []

    def test_a_web_process_refuses_to_start_with_one(self, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
        get_user_model().objects.create_user("pemred", password=checks.DEMO_PASSWORD)
        settings.NEWSROOM_PRODUCTION = True  # type: ignore[attr-defined]
        # The test's connection holds its transaction open, so it must outlive the start.
        monkeypatch.setattr(checks.connections, "close_all", lambda: None)

        with pytest.raises(ImproperlyConfigured, match="pemred"):
            runpy.run_module("newsroom.wsgi")

    def test_a_database_that_is_down_is_left_to_the_readiness_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def down() -> list[str]:
            raise DatabaseError

        monkeypatch.setattr(checks, "demo_accounts", down)
        monkeypatch.setattr(checks.connections, "close_all", lambda: None)

        checks.refuse_demo_accounts()
        assert [problem.id for problem in checks.check_demo_accounts(None)] == ["newsroom.I001"]
