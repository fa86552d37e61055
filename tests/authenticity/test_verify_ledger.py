"""Whoever changes what readers get, past the desk, is named: page, field, what was published, what is there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.authenticity import address
from newsroom.authenticity.address import Answer, check_address
from newsroom.editorial import actions, clock, withdrawals
from newsroom.editorial.models import DayHead, Entitlement, LedgerEntry, Withdrawal
from newsroom.images.models import NewsImage
from newsroom.pages.models import StandardPage
from tests.authenticity.conftest import fresh, run_sql
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db


def take_back(article, kind, redaktur, pemred):
    request = withdrawals.propose(article, user=redaktur, kind=kind, reason="duplicate", public_text="Terbit dua kali.")
    return withdrawals.carry_out(request, user=pemred)


def test_an_honest_newsroom_is_as_its_ledger_says(published, verify, readers_eye, wartawan, redaktur, pemred):
    corrected = public_article(owner=wartawan)
    draft = fresh(corrected).get_latest_revision_as_object()
    draft.lead, draft.correction_kind, draft.correction_note = "Ada tambahan.", "pembaruan", "Jumlahnya ditambahkan."
    draft.save_revision(user=wartawan)
    actions.submit(draft, user=wartawan)
    actions.decide(fresh(corrected), "approve", user=redaktur)
    take_back(public_article(), "withdrawn", redaktur, pemred)
    take_back(public_article(), "taken_down", redaktur, pemred)
    article_draft(owner=wartawan)
    assert verify() == (0, [])
    # The articles, the front page, the news and the standing pages; neither draft nor desk.
    assert len(readers_eye) == 4 + 2 + StandardPage.objects.filter(live=True).count()


@pytest.mark.parametrize(
    ("statement", "field", "expected", "found"),
    [
        ("UPDATE wagtailcore_page SET title = 'Palsu' WHERE id = %s", "title", "Bantuan Pangan", "Palsu"),
        ("UPDATE wagtailcore_page SET live = %s WHERE id = %s", "live", "true", "false"),
        ("UPDATE wagtailcore_page SET url_path = '/x/' WHERE id = %s", "address", "/beranda/berita/bantuan", "/x/"),
        ("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", "lead", "Empat puluh", "Palsu"),
        (
            "UPDATE articles_articlepage SET body = replace(body::text, 'antre', 'pulang')::jsonb "
            "WHERE page_ptr_id = %s",
            "body",
            "antre",
            "pulang",
        ),
        (
            "UPDATE articles_articlepage SET withdrawal_kind = 'withdrawn' WHERE page_ptr_id = %s",
            "withdrawal",
            "(nothing)",
            "withdrawn",
        ),
        (
            "UPDATE articles_articlepage SET published_at = '2020-01-01' WHERE page_ptr_id = %s",
            "published_at",
            "20",
            "2020-01-01",
        ),
    ],
)
def test_a_direct_change_of_the_database_is_named(published, verify, statement, field, expected, found):
    values = [published.pk]
    if "live = %s" in statement:
        values.insert(0, False)
    if connection.vendor == "sqlite":
        statement = statement.replace("::text", "").replace("::jsonb", "")
    run_sql(statement, *values)
    code, lines = verify("--no-http", "--page", str(published.pk))
    (line,) = [line for line in lines if line.startswith(f"page {published.pk}: {field}: ")]
    was, _, now = line.partition(", found ")
    assert code == 1
    assert expected in was
    assert found in now


def test_a_file_changed_or_gone_from_the_disk_is_named(published, verify):
    path = Path(NewsImage.objects.get().file.path)
    before = LedgerEntry.objects.get(page_id=published.pk).media[0]["sha256"]
    path.write_bytes(path.read_bytes() + b"x")
    code, (line,) = verify("--no-http", "--page", str(published.pk))
    assert code == 1
    assert path.name in line
    assert f"expected {before}" in line
    path.unlink()
    _code, (line,) = verify("--no-http", "--page", str(published.pk))
    assert "no file that can be read" in line


def test_a_rewritten_record_is_named_down_to_its_column(published, verify, redaktur, redaktur2, pemred):
    withdrawal = take_back(published, "withdrawn", redaktur, pemred)
    run_sql("UPDATE editorial_withdrawal SET approved_by_id = %s", redaktur2.pk)
    run_sql("UPDATE editorial_entitlement SET batch = 'lain' WHERE page_id = %s", published.pk)
    code, lines = verify("--no-http", "--page", str(published.pk))
    entitlement = Entitlement.objects.get(page_id=published.pk)
    assert code == 1
    assert [line.split(": ")[1] for line in lines] == [
        f"editorial.entitlement {entitlement.pk}, batch",
        f"editorial.withdrawal {withdrawal.pk}, approved_by_id",
    ]


def test_a_record_slipped_in_beside_the_ledger_is_named(published, verify, redaktur, pemred):
    values = {"kind": "withdrawn", "reason": "other", "public_text": "x", "fingerprint": "x"}
    Withdrawal.objects.create(page_id=published.pk, requested_by=redaktur, approved_by=pemred, **values)
    code, (line,) = verify("--no-http", "--page", str(published.pk))
    assert code == 1
    assert "editorial.withdrawal" in line
    assert "not in the ledger" in line


def test_a_page_made_public_by_force_is_named(newsroom_desk, wartawan, verify):
    draft = article_draft(newsroom_desk, owner=wartawan)
    run_sql("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, draft.pk)
    code, lines = verify("--no-http")
    assert code == 1
    assert any(line.startswith(f"page {draft.pk}: ledger: expected an entry") for line in lines)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE editorial_ledgerentry SET fingerprint = 'x' WHERE sequence = %s", "hash of its content"),
        ("UPDATE editorial_ledgerentry SET previous_hash = 'x' WHERE sequence = %s", "previous hash"),
        ("DELETE FROM editorial_ledgerentry WHERE sequence = %s", "entries are missing"),
    ],
)
def test_a_tampered_chain_is_named(published, verify, statement, words):
    public_article()
    sequence = LedgerEntry.objects.get(page_id=published.pk).sequence
    run_sql(statement, sequence)
    code, lines = verify("--no-http")
    assert code == 1
    assert any(words in line for line in lines)
    # So are the triggers that somebody had to take away for it.
    assert any(line.startswith("ledger: trigger: expected append_only_editorial_ledgerentry") for line in lines)


def test_a_chain_rewritten_from_end_to_end_still_differs_from_the_heads_that_were_published(published, verify):
    entry = LedgerEntry.objects.order_by("-sequence").first()
    DayHead.objects.create(day=timezone.localdate() - timedelta(days=1), sequence=entry.sequence, hash=entry.hash)
    entry.people = []
    run_sql("UPDATE editorial_ledgerentry SET people = '[]', hash = %s WHERE id = %s", entry.computed_hash(), entry.pk)
    _code, lines = verify("--no-http")
    assert any(line.startswith("ledger: head of ") and entry.hash in line for line in lines)


def test_readers_who_get_another_text_than_the_published_one_are_noticed(published, verify, monkeypatch):
    real = address.fetch
    forged = lambda whole: Answer(200, real(whole).text.replace("antre", "pulang"))  # noqa: E731
    monkeypatch.setattr(address, "fetch", forged)
    code, (line,) = verify("--page", str(published.pk))
    assert code == 1
    assert f"page {published.pk}: body at {published.public_path}: expected Warga antre sejak subuh." in line
    monkeypatch.setattr(address, "fetch", lambda whole: Answer(404, ""))
    _code, (line,) = verify("--page", str(published.pk))
    assert "expected 200, found 404" in line


def test_a_text_that_was_taken_down_and_is_still_served_is_noticed(published, monkeypatch, redaktur, pemred):
    served = address.fetch(f"http://testserver{published.public_path}").text
    take_back(published, "taken_down", redaktur, pemred)
    assert check_address(published.pk, "http://testserver") == []
    monkeypatch.setattr(address, "fetch", lambda whole: Answer(410, served + " Terbit dua kali."))
    assert {item.expected for item in check_address(published.pk, "http://testserver")} == {"hidden"}
    monkeypatch.setattr(address, "fetch", lambda whole: Answer(410, "Kosong."))
    assert [item.field for item in check_address(published.pk, "x")] == [f"notice at {published.public_path}"]


def test_a_forged_database_does_not_excuse_a_forged_page(published, verify):
    run_sql("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", published.pk)
    _code, lines = verify("--page", str(published.pk))
    assert [line.split(": ")[1] for line in lines] == ["lead", f"lead at {published.public_path}"]


def test_a_server_that_does_not_answer_is_a_difference_too(published, verify, monkeypatch):
    monkeypatch.undo()
    code, lines = verify("--page", str(published.pk), "--http", "http://127.0.0.1:9")
    assert code == 1
    assert "expected an answer" in lines[0]


@pytest.mark.parametrize(
    "arguments",
    [("--since", "kemarin"), ("--page", "999999"), ("--http", "ftp://x"), ("--http", "http://x", "--no-http")],
)
def test_wrong_usage_ends_with_2(newsroom_desk, verify, arguments):
    from django.core.management.base import CommandParser

    from newsroom.authenticity.management.commands.verify_ledger import Command

    if arguments[0] == "--page":
        assert verify(*arguments)[0] == 2
        return
    parser = CommandParser(prog="verify_ledger", called_from_command_line=True)
    Command().add_arguments(parser)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(arguments)
    assert ended.value.code == 2


def test_only_what_is_newer_is_looked_at_when_asked(published, verify, readers_eye):
    assert verify("--since", (timezone.localdate() + timedelta(days=2)).isoformat()) == (0, [])
    assert readers_eye == []
    run_sql("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", published.pk)
    assert verify("--no-http", "--since", timezone.localdate().isoformat())[0] == 1


def test_an_older_database_gets_its_first_entries_and_a_wrong_text_gets_none(published, verify, wartawan, capsys):
    forged = public_article()
    run_sql("DELETE FROM editorial_ledgerentry")
    run_sql("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", forged.pk)
    call_command("start_ledger")
    assert f"page {forged.pk}: public without an entitlement for this text" in capsys.readouterr().err
    entry = LedgerEntry.objects.get(page_id=published.pk)
    assert entry.kind == "baseline"
    assert entry.fingerprint == ArticlePage.objects.get(pk=published.pk).fingerprint()
    count = LedgerEntry.objects.count()
    call_command("start_ledger")
    assert LedgerEntry.objects.count() == count
    assert [line.split(": ")[0] for line in verify("--no-http")[1] if line.startswith("page ")] == [f"page {forged.pk}"]


def test_an_agreed_end_that_the_clock_has_not_entered_yet_is_no_difference(
    published, verify, redaktur, pemred, time_machine_at
):
    ends_at = timezone.now() + timedelta(hours=2)
    fields = {"reason": "other", "public_text": "Pendaftaran ditutup.", "effective_at": ends_at}
    withdrawals.carry_out(withdrawals.propose(published, user=redaktur, kind="taken_down", **fields), user=pemred)
    assert verify("--page", str(published.pk)) == (0, [])
    with time_machine_at(ends_at + timedelta(seconds=1)):
        assert verify("--page", str(published.pk)) == (0, [])
        clock.run()
        assert LedgerEntry.objects.filter(page_id=published.pk).last().kind == "taken_down"
        assert verify("--page", str(published.pk)) == (0, [])
