"""The command: what it stores, what it reports, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from newsroom.agencies.reference import load_reference_data
from newsroom.articles.enums import CreditRole
from newsroom.articles.models import ArticlePage, Channel, Desk
from newsroom.editorial.enums import EntitlementKind
from newsroom.editorial.models import Entitlement
from newsroom.legacy.management.commands import import_articles
from newsroom.legacy.models import ImportBatch, ImportRecord
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.legacy.pages import LEAD, TITLE, page

Import = Callable[..., Any]
SLUG = "dinas-uji-bagikan-bibit-mangga-kepada-petani-lereng"
KEYS = [
    "file",
    "status",
    "title",
    "published_at",
    "views",
    "lead",
    "dateline",
    "reporter_initials",
    "editor_initials",
    "office",
    "tags",
    "agencies",
    "slug",
    "warnings",
    "errors",
]


def test_a_reader_finds_a_published_import_under_its_old_date(run_import: Import, client: Client) -> None:
    load_reference_data()

    outcome = run_import("--publish", satu=page())

    html = client.get(f"/berita/{SLUG}/").content.decode()
    assert outcome.code == 0
    assert "18 November" not in html
    assert "3 Januari 2023 9:05:07" in html
    assert '<data value="27">27</data>' in html
    assert "Jatim Newsroom –" in html
    assert ">her</a>/<a" in html
    assert "#dinsos jatim" in html
    assert "Dinas Sosial Provinsi Jawa Timur" in html


def test_the_report_has_exactly_the_agreed_keys(run_import: Import, pages: Path) -> None:
    load_reference_data()

    outcome = run_import("--publish", satu=page())

    assert [list(entry) for entry in outcome.report] == [KEYS]
    assert outcome.report == [
        {
            "file": (pages / "satu.txt").as_posix(),
            "status": "imported",
            "title": TITLE,
            "published_at": "2023-01-03T09:05:07+07:00",
            "views": 27,
            "lead": LEAD,
            "dateline": "Jatim Newsroom",
            "reporter_initials": ["her"],
            "editor_initials": ["s"],
            "office": "",
            "tags": ["dinsos jatim"],
            "agencies": ["Dinas Sosial Provinsi Jawa Timur"],
            "slug": SLUG,
            "warnings": [],
            "errors": [],
        }
    ]


def test_without_publish_an_import_is_a_draft_that_readers_do_not_see(run_import: Import, client: Client) -> None:
    run_import(satu=page())

    article = ArticlePage.objects.get()
    assert (article.live, article.is_public) == (False, False)
    assert article.published_at is not None
    assert client.get(f"/berita/{SLUG}/").status_code == 404


def test_a_dry_run_writes_nothing_and_reports_the_same(run_import: Import) -> None:
    texts = {
        "a": page(),
        "b": page(),
        "c": page(lead="Lead lain."),
        "d": page(upload="Diunggah pada : 4 Januari 2023 9:05:07"),
        "e": page(title=""),
        "f": page(upload=""),
    }
    before = (ArticlePage.objects.count(), NewsTag.objects.count(), Byline.objects.count(), User.objects.count())

    dry = run_import("--publish", "--dry-run", **texts)

    assert (
        ArticlePage.objects.count(),
        NewsTag.objects.count(),
        Byline.objects.count(),
        User.objects.count(),
    ) == before
    assert (ImportBatch.objects.count(), ImportRecord.objects.count()) == (0, 0)
    real = run_import("--publish")
    assert dry.statuses == ["imported", "duplicate", "updated", "imported", "rejected", "rejected"]
    assert dry.report == real.report
    assert (dry.code, real.code) == (1, 1)


def test_a_bad_file_does_not_keep_the_others_out(run_import: Import) -> None:
    outcome = run_import("--publish", a=page(title=""), b=b"%PDF-1.4", c=page())

    assert outcome.statuses == ["rejected", "rejected", "imported"]
    assert outcome.code == 1
    assert [[error["code"] for error in entry["errors"]] for entry in outcome.report] == [
        ["no_title"],
        ["not_text"],
        [],
    ]
    assert all(isinstance(error["line"], int) for entry in outcome.report for error in entry["errors"])
    assert "a.txt:3:" in outcome.shown


def test_a_page_without_a_time_is_a_draft_with_a_warning_and_cannot_be_published(run_import: Import) -> None:
    refused = run_import("--publish", satu=page(upload=""))
    assert [error["code"] for error in refused.report[0]["errors"]] == ["no_publication_time"]
    assert ArticlePage.objects.count() == 0

    draft = run_import()

    assert draft.code == 0
    assert [problem["code"] for problem in draft.report[0]["warnings"]] == ["no_publication_time"]
    assert ArticlePage.objects.get().published_at is None


def test_an_ambiguous_date_is_not_published_either(run_import: Import) -> None:
    outcome = run_import("--publish", satu=page(upload="Diunggah pada : 03/09/2019 10:00"))

    assert [error["code"] for error in outcome.report[0]["errors"]] == ["no_publication_time"]
    assert [problem["code"] for problem in outcome.report[0]["warnings"]] == ["ambiguous_date", "no_publication_time"]


def test_a_day_without_a_time_is_stored_as_such(run_import: Import) -> None:
    outcome = run_import("--publish", satu=page(upload="Diunggah pada : 3 Januari 2023"))

    article = ArticlePage.objects.get()
    assert outcome.report[0]["published_at"] == "2023-01-03"
    assert (article.published_precision, article.published_at.isoformat()) == ("day", "2023-01-02T17:00:00+00:00")


def test_the_zone_of_times_without_one_can_be_given(run_import: Import) -> None:
    outcome = run_import("--timezone", "Asia/Makassar", satu=page())

    assert outcome.report[0]["published_at"] == "2023-01-03T09:05:07+08:00"


def test_the_encoding_can_be_given(run_import: Import, pages: Path) -> None:
    (pages / "satu.txt").write_bytes(page().encode("utf-16"))

    assert run_import().statuses == ["rejected"]
    assert run_import("--encoding", "utf-16").statuses == ["imported"]


def test_credits_become_bylines_and_keep_what_was_printed(run_import: Import, wartawan: User) -> None:
    run_import("--publish", satu=page(closing=" (MC Balangan/HER/ragil)"))

    credits = list(ArticlePage.objects.get().credits.all())
    assert [(credit.role, credit.printed_name) for credit in credits] == [
        (CreditRole.OFFICE, "MC Balangan"),
        (CreditRole.REPORTER, "HER"),
        (CreditRole.REPORTER, "ragil"),
    ]
    assert credits[0].byline is None
    assert credits[1].byline == wartawan.byline
    assert (credits[2].byline.initials, credits[2].byline.name) == ("ragil", "")


def test_tags_that_differ_in_case_are_one_tag_that_is_there_already(run_import: Import) -> None:
    tag = NewsTag.objects.create(name="Dinsos Jatim")

    run_import("--publish", satu=page(tags="#dinsos  jatim #banjir"))

    assert {item.tag for item in ArticlePage.objects.get().tagged_items.all()} == {
        tag,
        NewsTag.objects.get(name="banjir"),
    }
    assert NewsTag.objects.count() == 2


def test_the_channel_above_the_title_is_taken_where_there_is_one(run_import: Import) -> None:
    channel = Channel.objects.create(name="Gubernur", slug="gubernur")

    run_import(satu=page(saved="GUBERNUR"), dua=page(saved="UMUM", title="Judul Lain"))

    assert [article.channel for article in ArticlePage.objects.order_by("title")] == [channel, None]


def test_an_import_is_entitled_by_who_when_batch_and_file(run_import: Import, arsip: User) -> None:
    run_import("--publish", "--user", "arsip", satu=page())

    entitlement = Entitlement.objects.get(page=ArticlePage.objects.get())
    record = ImportRecord.objects.get()
    assert (entitlement.kind, entitlement.person) == (EntitlementKind.IMPORT, arsip)
    assert entitlement.batch == record.batch.identifier
    assert entitlement.source_hash == record.file_hash
    assert len(record.file_hash) == 64
    assert record.batch.person == arsip


def test_nothing_is_sent_out_and_nothing_is_marked_new(run_import: Import) -> None:
    run_import("--publish", satu=page())

    article = ArticlePage.objects.get()
    assert mail.outbox == []
    assert article.changed_at is None
    assert article.first_published_at == article.published_at


def test_articles_go_to_the_desk_that_is_named(run_import: Import, agency_desk: Desk) -> None:
    run_import("--desk", agency_desk.slug, satu=page())

    article = ArticlePage.objects.get()
    assert article.get_parent().specific == agency_desk
    assert [link.agency for link in article.agency_links.filter(role="own")] == [agency_desk.agency]


def test_folders_are_read_recursively_in_order_and_only_for_pages(run_import: Import, pages: Path) -> None:
    (pages / "b").mkdir()
    (pages / "b" / "x.html").write_text(page(title="Judul Dalam Folder"))
    (pages / "README.md").write_text("# bukan halaman")
    (pages / ".rahasia.txt").write_text(page(title="Tersembunyi"))

    outcome = run_import(c=page(title="Judul C"), a=page(title="Judul A"))

    assert [Path(entry["file"]).name for entry in outcome.report] == ["a.txt", "c.txt", "x.html"]


@pytest.mark.parametrize(
    "options",
    [
        ["tidak-ada.txt"],
        ["{pages}", "--timezone", "Asia/Surabaya"],
        ["{pages}", "--encoding", "utf-99"],
        ["{pages}", "--encoding", "base64"],
        ["{pages}", "--desk", "tidak-ada"],
        ["{pages}", "--user", "tidak-ada"],
        ["{pages}", "--report", "/tidak/ada/laporan.json"],
    ],
)
def test_wrong_usage_ends_with_2_before_anything_is_read(newsroom_desk: Desk, pages: Path, options: list[str]) -> None:
    (pages / "satu.txt").write_text(page())

    with pytest.raises(CommandError) as caught:
        call_command("import_articles", *[option.format(pages=pages) for option in options])

    assert caught.value.returncode == 2
    assert ImportBatch.objects.count() == 0


def test_a_folder_without_pages_is_wrong_usage(newsroom_desk: Desk, pages: Path) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("import_articles", str(pages))

    assert caught.value.returncode == 2


def test_an_interrupted_run_keeps_what_it_stored_and_can_go_on(
    run_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter([False, True])
    monkeypatch.setattr(
        import_articles.ImportRun, "__init__", _stopping(import_articles.ImportRun.__init__, lambda: next(asked))
    )
    texts = {name: page(title=f"Judul {name}") for name in "abc"}

    stopped = run_import("--publish", **texts)

    assert (stopped.statuses, stopped.code) == (["imported"], 1)
    assert ArticlePage.objects.count() == 1
    monkeypatch.undo()
    assert run_import("--publish").statuses == ["duplicate", "imported", "imported"]


def _stopping(build: Callable[..., None], is_stopped: Callable[[], bool]) -> Callable[..., None]:
    def replaced(self: Any, options: Any, **kwargs: Any) -> None:
        build(self, options, **{**kwargs, "is_stopped": is_stopped})

    return replaced
