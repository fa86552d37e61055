"""A small newsroom whose every door was used once, and a reader's eye that needs no server."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from newsroom.articles.models import ArticlePage
from newsroom.authenticity import address
from newsroom.editorial.triggers import guarded_models
from newsroom.images.models import NewsImage
from tests.factories import public_article
from tests.images.files import photo


@pytest.fixture
def readers_eye(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the checks read the public pages of this process; returns the addresses that were asked."""
    asked: list[str] = []

    def fetch(whole: str) -> address.Answer:
        asked.append(whole)
        answer = Client().get(urlsplit(whole).path)
        return address.Answer(answer.status_code, address.readable(answer.content))

    monkeypatch.setattr(address, "fetch", fetch)
    return asked


@pytest.fixture
def published(newsroom_desk: Any, settings: Any, tmp_path: Any, readers_eye: Any) -> ArticlePage:
    """A public article with a picture, a heading, a list and a quote."""
    settings.MEDIA_ROOT = tmp_path
    return public_article(
        newsroom_desk,
        title="Bantuan Pangan bagi Warga Kepulauan",
        lead="Empat puluh keluarga menerima bantuan & paket sembako.",
        body=[
            ("paragraph", "<p>Bantuan tiba <b>Senin</b> pagi di pelabuhan.</p><p>Warga antre sejak subuh.</p>"),
            ("heading", {"text": "Disalurkan bertahap"}),
            ("list", {"style": "bullet", "items": ["<p>Beras sepuluh kilogram</p>", "<p>Minyak goreng</p>"]}),
            ("quote", {"text": "Semua kebagian", "speaker": "Sari Uji", "office": "Dinas Uji"}),
        ],
        lead_image=NewsImage.objects.create(title="Pelabuhan", file=photo()),
        lead_image_alt="Kapal di dermaga.",
    )


def fresh(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def run_sql(statement: str, *values: Any) -> None:
    """Change the database as somebody with full power over it does: past the models and past the triggers."""
    with connection.cursor() as cursor:
        for model in guarded_models():
            table = model._meta.db_table
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only_{table}_change")
            else:
                for deed in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS append_only_{table}_{deed}")
        cursor.execute(statement, values)


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs the command and returns its exit code and the differences it names."""

    def run(*arguments: str) -> tuple[int, list[str]]:
        code = 0
        try:
            call_command("verify_ledger", *arguments)
        except CommandError as error:
            code = error.returncode
        lines = capsys.readouterr().out.splitlines()
        return code, [line for line in lines if line.startswith(("page ", "ledger: "))]

    return run
