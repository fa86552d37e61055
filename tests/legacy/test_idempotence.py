"""The same page again is the same article (decision 12)."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from newsroom.articles.models import ArticlePage
from newsroom.editorial.models import Entitlement
from newsroom.editorial.models.append_only import AppendOnlyError
from newsroom.legacy import run
from newsroom.legacy.models import ImportRecord
from newsroom.legacy.source import read_source
from newsroom.legacy.writer import Writer
from newsroom.people.models import Byline
from newsroom.users.models import User
from tests.legacy.pages import TITLE, page

Import = Callable[..., Any]


def test_the_same_pages_again_are_duplicates(run_import: Import) -> None:
    texts = {"a": page(), "b": page(title="Judul Lain"), "c": page(lead="Lead lain.")}
    first = run_import("--publish", **texts)

    second = run_import("--publish")

    assert first.statuses == ["imported", "imported", "updated"]
    assert second.statuses == ["duplicate", "duplicate", "duplicate"]
    assert second.code == 0
    assert ArticlePage.objects.count() == 2
    assert Entitlement.objects.filter(page__in=ArticlePage.objects.all()).count() == 3


def test_a_page_saved_again_on_another_day_with_more_views_is_a_duplicate(run_import: Import) -> None:
    run_import("--publish", satu=page())

    later = page(saved="Minggu, 1 Juni 2025", upload="Diunggah pada : 3 Januari 2023 9:05:07 99")
    outcome = run_import("--publish", satu=later.replace("\n", "\r\n"))

    assert outcome.statuses == ["duplicate"]
    assert ArticlePage.objects.get().legacy_views == 27


def test_a_changed_page_updates_the_article_that_staff_left_alone(run_import: Import, client: Client) -> None:
    run_import("--publish", satu=page())

    outcome = run_import("--publish", satu=page(lead="Lead yang baru.", tags="#banjir", closing=" (jal/s)"))

    article = ArticlePage.objects.get()
    assert outcome.statuses == ["updated"]
    assert article.lead == "Lead yang baru."
    assert [item.tag.name for item in article.tagged_items.all()] == ["banjir"]
    assert article.signature == "(jal/s)"
    assert "Lead yang baru." in client.get(article.public_path).content.decode()
    assert ImportRecord.objects.filter(page_id=article.pk).count() == 2


def test_an_update_without_publish_leaves_the_public_text_as_it_is(run_import: Import) -> None:
    run_import("--publish", satu=page())

    outcome = run_import(satu=page(lead="Lead yang baru."))

    article = ArticlePage.objects.get()
    assert outcome.statuses == ["updated"]
    assert article.lead != "Lead yang baru."
    assert article.get_latest_revision_as_object().lead == "Lead yang baru."


def test_a_changed_page_does_not_overwrite_the_work_of_staff(run_import: Import, wartawan: User) -> None:
    run_import(satu=page())
    draft = ArticlePage.objects.get()
    draft.lead = "Lead dari wartawan."
    draft.save_revision(user=wartawan)

    outcome = run_import(satu=page(lead="Lead yang baru."))

    assert outcome.statuses == ["rejected"]
    assert [error["code"] for error in outcome.report[0]["errors"]] == ["changed_by_staff"]
    assert ArticlePage.objects.get().get_latest_revision_as_object().lead == "Lead dari wartawan."


def test_an_article_that_staff_only_opened_and_saved_counts_as_left_alone(run_import: Import, wartawan: User) -> None:
    run_import(satu=page())
    ArticlePage.objects.get().get_latest_revision_as_object().save_revision(user=wartawan)

    assert run_import(satu=page(lead="Lead yang baru.")).statuses == ["updated"]


def test_drafts_of_an_earlier_run_are_published_by_a_later_one(run_import: Import) -> None:
    run_import(satu=page())

    outcome = run_import("--publish")

    assert outcome.statuses == ["updated"]
    assert ArticlePage.objects.get().live


def test_a_draft_that_staff_deleted_may_come_in_again(run_import: Import) -> None:
    run_import(satu=page())
    ArticlePage.objects.get().delete()

    assert run_import().statuses == ["imported"]


def test_the_address_of_a_page_is_its_identity(run_import: Import) -> None:
    address = "https://lama.go.id/read/umum/bibit"
    run_import(satu=f"{address}\n{page()}")

    renamed = run_import(satu=f"{address}\n{page(title='Judul yang Diperbaiki')}")

    assert renamed.statuses == ["updated"]
    article = ArticlePage.objects.get()
    assert article.get_latest_revision_as_object().title == "Judul yang Diperbaiki"
    assert article.legacy_url == address


def test_two_addresses_are_two_articles_even_under_one_title_and_time(run_import: Import) -> None:
    outcome = run_import(a=f"https://lama.go.id/1\n{page()}", b=f"https://lama.go.id/2\n{page()}")

    assert outcome.statuses == ["imported", "imported"]
    assert len({entry["slug"] for entry in outcome.report}) == 2


def test_a_file_that_cannot_be_stored_leaves_no_trace_but_its_record(
    run_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Writer.create

    def failing(self: Writer, article: Any, **kwargs: Any) -> Any:
        stored = create(self, article, **kwargs)
        if article.title != TITLE:
            raise IntegrityError("gagal")
        return stored

    monkeypatch.setattr(Writer, "create", failing)

    outcome = run_import("--publish", a=page(title="Judul Gagal", closing=" (baru/s)"), b=page(closing=" (baru/s)"))

    assert outcome.statuses == ["rejected", "imported"]
    assert [error["code"] for error in outcome.report[0]["errors"]] == ["not_stored"]
    assert ArticlePage.objects.get().signature == "(baru/s)"
    assert Byline.objects.filter(initials="baru").count() == 1
    assert ImportRecord.objects.filter(status="rejected", page=None).count() == 1


def test_records_of_imports_never_change(run_import: Import) -> None:
    run_import(satu=page())
    record = ImportRecord.objects.get()

    with pytest.raises(AppendOnlyError):
        record.save()
    with pytest.raises(AppendOnlyError):
        ImportRecord.objects.all().delete()


def test_files_that_an_earlier_run_stored_are_told_by_their_bytes_and_not_read(
    run_import: Import, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import("--publish", dua=page(title="Judul Lain"), satu=page())
    run_import(tiga=page(title="Masih Draf"))
    read: list[str] = []
    monkeypatch.setattr(
        run, "read_source", lambda path, encoding: read.append(path.stem) or read_source(path, encoding)
    )
    (pages / "satu.txt").write_text(page(lead="Lead yang baru."))
    known = ImportRecord.objects.count()

    call_command("import_articles", str(pages), "--publish", stdout=StringIO())

    assert sorted(read) == ["satu", "tiga"]  # changed; a draft that is to go out
    later = {Path(record.file_name).stem: record for record in ImportRecord.objects.order_by("pk")[known:]}
    assert {name: record.status for name, record in later.items()} == {
        "dua": "duplicate",
        "satu": "updated",
        "tiga": "updated",
    }
    first = ImportRecord.objects.filter(status="imported", page_id=later["dua"].page_id).get()
    for name in ("file_hash", "identity", "content_hash", "page_id"):
        assert getattr(later["dua"], name) == getattr(first, name)
    call_command("import_articles", str(pages), "--publish", "--reread", stdout=StringIO())
    assert sorted(read[2:]) == ["dua", "satu", "tiga"]
