"""Whatever readers see appear, change or go has one entry, chained to the one before."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.articles.models import ArticlePage, Correction
from newsroom.editorial import actions, ledger, withdrawals
from newsroom.editorial.models import DayHead, Entitlement, LedgerEntry, Withdrawal
from newsroom.images.models import NewsImage
from newsroom.pages.models import StandardPage
from tests.factories import article_draft, public_article
from tests.images.files import photo

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def entry_of(article):
    return LedgerEntry.objects.filter(page_id=article.pk).last()


def people_of(entry):
    return {person["part"]: person["name"] for person in entry.people}


def records_of(entry):
    return {(record["model"], record["id"]) for record in entry.records}


def approve(article, wartawan, redaktur):
    actions.submit(fresh(article), user=wartawan)
    actions.decide(fresh(article), "approve", user=redaktur)


def change(article, wartawan, redaktur, **values):
    draft = fresh(article).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=wartawan)
    approve(article, wartawan, redaktur)


def assert_whole():
    """Each entry covers what it holds and names the one before."""
    previous = None
    for entry in LedgerEntry.objects.all():
        assert entry.hash == entry.computed_hash()
        assert entry.sequence == (previous.sequence + 1 if previous else 1)
        assert entry.previous_hash == (previous.hash if previous else "")
        assert previous is None or entry.recorded_at >= previous.recorded_at
        previous = entry


def test_an_approved_release_is_entered_with_its_text_its_people_and_its_time(newsroom_desk, wartawan, redaktur):
    article = article_draft(newsroom_desk, owner=wartawan)
    assert entry_of(article) is None
    approve(article, wartawan, redaktur)
    entry, page = entry_of(article), fresh(article)
    entitlement = Entitlement.objects.get(page_id=article.pk)
    assert entry.kind == "publication"
    assert entry.fingerprint == entitlement.fingerprint == page.fingerprint()
    assert entry.content == ledger.digests_of_content(page.canonical_content())
    assert entry.facts == page.public_facts()
    assert entry.facts["closing"] == "(her/s)"
    assert people_of(entry) == {"submitter": "Herlina Uji", "approver": "Sasmita Uji"}
    assert ("editorial.entitlement", entitlement.pk) in records_of(entry)
    assert ("editorial.approval", entitlement.approval_id) in records_of(entry)
    assert_whole()


def test_a_change_and_a_correction_of_a_public_release_are_entered_as_such(newsroom_desk, wartawan, redaktur):
    article = public_article(newsroom_desk, owner=wartawan)
    assert entry_of(article).kind == "import"
    assert set(people_of(entry_of(article))) == {"importer"}
    change(article, wartawan, redaktur, lead="Diperbaiki ejaannya.", correction_kind="minor")
    assert entry_of(article).kind == "change"
    change(
        article,
        wartawan,
        redaktur,
        lead="Angkanya empat puluh.",
        correction_kind="ralat",
        correction_note="Angka keliru.",
        correction_wrong="empat ratus",
        correction_right="empat puluh",
    )
    entry = entry_of(article)
    assert entry.kind == "correction"
    assert ("articles.correction", Correction.objects.get().pk) in records_of(entry)
    assert LedgerEntry.objects.filter(page_id=article.pk).count() == 3
    assert_whole()


@pytest.mark.parametrize("kind", ["withdrawn", "taken_down"])
def test_taking_a_release_back_is_entered_with_both_people(newsroom_desk, redaktur, pemred, kind):
    article = public_article(newsroom_desk)
    request = withdrawals.propose(article, user=redaktur, kind=kind, reason="duplicate", public_text="Terbit dua kali.")
    assert entry_of(article).kind == "import"
    withdrawals.carry_out(request, user=pemred)
    entry = entry_of(article)
    assert entry.kind == kind == entry.facts["withdrawal"]
    assert people_of(entry) == {"requester": "Sasmita Uji", "approver": "Mega Uji"}
    assert records_of(entry) == {("editorial.withdrawal", Withdrawal.objects.get().pk)}
    assert_whole()


def test_what_never_became_public_leaves_no_entry(newsroom_desk, wartawan, redaktur):
    article = article_draft(newsroom_desk, owner=wartawan)
    before = LedgerEntry.objects.count()
    with transaction.atomic():
        approve(article, wartawan, redaktur)
        transaction.set_rollback(True)
    assert not fresh(article).live
    assert LedgerEntry.objects.count() == before
    approve(article, wartawan, redaktur)
    assert LedgerEntry.objects.count() == before + 1
    assert_whole()


def test_the_site_of_a_new_newsroom_is_entered_too(newsroom_desk):
    pages = set(StandardPage.objects.filter(live=True).values_list("pk", flat=True))
    assert pages <= set(LedgerEntry.objects.values_list("page_id", flat=True))


def test_the_files_of_a_release_are_entered_with_their_hashes(newsroom_desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = NewsImage.objects.create(title="Foto", file=photo())
    article = public_article(newsroom_desk, lead_image=image)
    (media,) = entry_of(article).media
    assert media["id"] == image.pk
    assert media["sha256"] == ledger.file_hash(image)
    assert len(media["sha256"]) == 64


def test_nothing_is_entered_outside_a_transaction(newsroom_desk, monkeypatch):
    article = public_article(newsroom_desk)
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        ledger.record_publication(article, article.current_entitlement)


def test_a_page_that_was_public_before_the_ledger_gets_one_first_entry(newsroom_desk):
    article = public_article(newsroom_desk)
    assert ledger.record_baseline(article) is None
    assert LedgerEntry.objects.filter(page_id=article.pk).count() == 1


def test_the_head_of_a_day_is_fixed_when_the_day_is_over(newsroom_desk, time_machine_at):
    evening = datetime(2027, 3, 1, 23, 59, tzinfo=WIB)
    with time_machine_at(evening):
        last = entry_of(public_article(newsroom_desk))
        assert ledger.close_finished_day() is None
    with time_machine_at(evening + timedelta(minutes=2)):
        head = ledger.close_finished_day()
        assert ledger.close_finished_day() is None
    assert (head.day.isoformat(), head.sequence, head.hash) == ("2027-03-01", last.sequence, last.hash)


def test_the_first_entry_of_a_new_day_closes_the_day_before(newsroom_desk, time_machine_at):
    evening = datetime(2027, 3, 1, 23, 59, tzinfo=WIB)
    with time_machine_at(evening):
        last = entry_of(public_article(newsroom_desk))
    with time_machine_at(evening + timedelta(days=2)):
        public_article(newsroom_desk)
    assert DayHead.objects.get(day="2027-03-01").hash == last.hash
    assert_whole()


def test_a_clock_that_runs_backwards_puts_no_entry_into_a_closed_day(newsroom_desk, time_machine_at):
    morning = datetime(2027, 3, 2, 0, 1, tzinfo=WIB)
    with time_machine_at(morning - timedelta(minutes=2)):
        public_article(newsroom_desk)
    with time_machine_at(morning):
        head = ledger.close_finished_day()
    with time_machine_at(morning - timedelta(minutes=1, seconds=30)):
        entry = entry_of(public_article(newsroom_desk))
    assert timezone.localtime(entry.recorded_at, WIB).date() > head.day
    assert_whole()
