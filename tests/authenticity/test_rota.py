"""The worker looks at a few pages at a time, and tells people once what it finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsroom.authenticity import address
from newsroom.authenticity.models import Rota
from newsroom.authenticity.pages import pages_to_check
from newsroom.authenticity.rota import run_slice
from newsroom.editorial import chores, ledger, outbox
from newsroom.editorial.models import DayHead, LedgerEntry, OutboxEntry
from tests.authenticity.conftest import run_sql
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")


def alarms():
    return list(OutboxEntry.objects.filter(kind="alarm", payload__subject="ledger_differs").order_by("pk"))


def walk_all(start):
    """Run as many slices as a round takes and return the time after them."""
    rounds = Rota.objects.get_or_create(pk=1)[0].rounds
    moment = start
    while Rota.objects.get().rounds == rounds:
        moment += timedelta(minutes=1)
        run_slice(moment)
    return moment


def test_slice_by_slice_every_page_is_looked_at_and_the_place_is_remembered(published, readers_eye):
    total = pages_to_check().count()
    run_slice(timezone.now())
    assert len(readers_eye) == 4
    assert Rota.objects.get().page_position == list(pages_to_check())[3]
    run_slice(timezone.now())
    assert len(readers_eye) == 4, "not before the next minute"
    walk_all(timezone.now())
    assert len(readers_eye) == total
    assert Rota.objects.get().page_position == 0


def test_people_are_told_once_a_day_what_differs(published, redaktur, admin):
    now = walk_all(timezone.now())
    assert alarms() == []
    run_sql("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", published.pk)
    now = walk_all(now)
    walk_all(now)
    (of_the_page,) = [alarm for alarm in alarms() if alarm.payload["page"] == published.pk]
    assert "lead" in of_the_page.payload["lines"][0]
    outbox.run_due(now + timedelta(minutes=1))
    told = {letter.to[0] for letter in mail.outbox if published.title in letter.subject}
    assert told == {redaktur.email, admin.email}
    assert "Palsu" in next(letter.body for letter in mail.outbox if published.title in letter.subject)


def test_a_tampered_chain_is_an_alarm_without_a_page(published, redaktur):
    run_sql("UPDATE editorial_ledgerentry SET people = '[]' WHERE page_id = %s", published.pk)
    now = walk_all(timezone.now())
    assert published.pk in {alarm.payload["page"] for alarm in alarms()}
    outbox.run_due(now + timedelta(minutes=1))
    # The triggers are gone too; that is nobody's page.
    assert None in {alarm.payload["page"] for alarm in alarms()}
    assert all(alarm.state == "done" for alarm in alarms())


def test_a_site_that_does_not_answer_and_a_rota_switched_off_raise_no_alarm(published, monkeypatch, settings):
    def refuse(whole):
        raise OSError("refused")

    monkeypatch.setattr(address, "fetch", refuse)
    walk_all(timezone.now())
    assert alarms() == []
    settings.NEWSROOM_VERIFY_PAGES_PER_HOUR = 0
    run_sql("UPDATE articles_articlepage SET lead = 'Palsu' WHERE page_ptr_id = %s", published.pk)
    assert run_slice(timezone.now() + timedelta(days=1)) == []


def test_a_chore_that_fails_does_not_stop_the_others(monkeypatch):
    done = []

    def fail():
        raise RuntimeError

    monkeypatch.setattr(chores, "_chores", [fail, lambda: done.append(1)])
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    chores.run_all()
    assert done == [1]
    monkeypatch.undo()
    assert run_slice in chores._chores


def test_readers_see_the_heads_of_finished_days_and_they_stay(newsroom_desk, wartawan, time_machine_at):
    evening = datetime(2027, 3, 1, 22, 0, tzinfo=WIB)
    with time_machine_at(evening):
        draft = article_draft(newsroom_desk, owner=wartawan, title="Rahasia Belum Tayang")
        public_article(newsroom_desk)
        last = LedgerEntry.objects.order_by("-sequence").first()
        today = Client().get("/integritas.txt")
        assert f"2027-03-01 {last.sequence}" not in today.content.decode()
        assert f"{last.sequence} {last.hash}" in today.content.decode()
    line = f"2027-03-01 {last.sequence} {last.hash}"
    with time_machine_at(evening + timedelta(hours=3)):
        ledger.close_finished_day()
        public_article(newsroom_desk)
        answer = Client().get("/integritas.txt")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert line in text.splitlines()
    assert draft.title not in text
    assert not answer.cookies
    with time_machine_at(evening + timedelta(days=3)):
        ledger.close_finished_day()
        assert line in Client().get("/integritas.txt").content.decode().splitlines()
    assert DayHead.objects.get(day="2027-03-01").hash == last.hash


def test_the_footer_leads_to_the_heads(published):
    assert 'href="/integritas.txt"' in Client().get(published.public_path).content.decode()
