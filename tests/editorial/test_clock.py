"""Approved texts go out at their time, once, and only while they stand approved."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions, clock, outbox, slots
from newsroom.editorial.enums import OutboxState, SlotOutcome, Stage
from newsroom.editorial.models import Entitlement, OutboxEntry, Slot
from newsroom.editorial.times import announcement
from tests.factories import article_draft
from tests.people import client_of

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def schedule(article, *, user, at):
    article = fresh(article)
    task_state = article.current_workflow_task_state
    task_state.task.specific.on_action(task_state, user, "schedule", publish_at=at)
    return fresh(article)


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def submitted(newsroom_desk, wartawan):
    article = article_draft(newsroom_desk, owner=wartawan)
    actions.submit(article, user=wartawan)
    return fresh(article)


@pytest.fixture
def scheduled(submitted, redaktur, tomorrow):
    return schedule(submitted, user=redaktur, at=tomorrow)


def test_an_approved_text_waits_for_its_time_and_then_goes_out_once(scheduled, tomorrow):
    assert scheduled.stage == Stage.SCHEDULED
    assert not scheduled.live
    assert clock.run(tomorrow - timedelta(seconds=1)) == 0
    assert clock.run(tomorrow) == 1
    assert clock.run(tomorrow + timedelta(seconds=1)) == 0
    article = fresh(scheduled)
    assert article.live
    assert article.signature == "(her/s)"
    assert article.published_at == tomorrow
    assert Slot.objects.get().outcome == SlotOutcome.PUBLISHED
    assert Entitlement.objects.filter(page_id=article.pk).count() == 1
    assert PageLogEntry.objects.filter(page_id=article.pk, action="wagtail.publish").count() == 1


def test_a_time_in_the_past_or_no_time_is_refused(submitted, redaktur):
    with pytest.raises(PermissionDenied):
        schedule(submitted, user=redaktur, at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(BadRequest):
        schedule(submitted, user=redaktur, at=None)
    assert fresh(submitted).stage == Stage.SUBMITTED
    assert not Slot.objects.exists()


def test_the_submitter_cannot_schedule_the_own_text(newsroom_desk, redaktur, tomorrow):
    article = article_draft(newsroom_desk, owner=redaktur)
    actions.submit(article, user=redaktur)
    with pytest.raises(PermissionDenied):
        schedule(article, user=redaktur, at=tomorrow)


def mend(article, user):
    article = fresh(article).get_latest_revision_as_object()
    article.lead = "Teras yang salah ketiknya sudah dibetulkan."
    article.save_revision(user=user)
    return fresh(article)


def test_mending_a_typing_error_keeps_the_slot_and_needs_one_more_approval(scheduled, redaktur, redaktur2, tomorrow):
    article = mend(scheduled, redaktur)
    assert article.workflow_in_progress
    assert Slot.objects.open().get().publish_at == tomorrow
    assert clock.run(tomorrow - timedelta(hours=1)) == 0
    with pytest.raises(PermissionDenied):
        actions.decide(article, "approve", user=redaktur)
    actions.decide(fresh(article), "approve", user=redaktur2)
    assert fresh(article).stage == Stage.SCHEDULED
    assert clock.run(tomorrow) == 1
    assert fresh(article).lead == "Teras yang salah ketiknya sudah dibetulkan."
    assert fresh(article).signature == "(her/pan)"


def test_a_void_approval_is_told_to_both_people_behind_it(scheduled, wartawan, redaktur, redaktur2):
    mend(scheduled, redaktur2)
    mail.outbox.clear()
    outbox.run_due()
    told = {address for message in mail.outbox for address in message.to}
    assert told == {wartawan.email, redaktur.email}


def test_a_harmless_save_of_a_scheduled_text_keeps_its_approval(scheduled, redaktur2, tomorrow):
    fresh(scheduled).get_latest_revision_as_object().save_revision(user=redaktur2)
    assert not fresh(scheduled).workflow_in_progress
    assert clock.run(tomorrow) == 1


def test_a_text_without_approval_does_not_go_out_at_its_time_but_at_once_when_approved_late(
    scheduled, redaktur, redaktur2, tomorrow, time_machine_at
):
    article = mend(scheduled, redaktur)
    assert clock.run(tomorrow) == 0
    assert not fresh(article).live
    with time_machine_at(tomorrow + timedelta(minutes=5)):
        actions.decide(fresh(article), "approve", user=redaktur2)
    assert fresh(article).live
    assert Slot.objects.get().outcome == SlotOutcome.PUBLISHED


def test_an_alarm_comes_once_15_minutes_before_when_the_text_is_not_approved(scheduled, redaktur, redaktur2, tomorrow):
    mend(scheduled, redaktur)
    clock.run(tomorrow - timedelta(minutes=16))
    assert not OutboxEntry.objects.filter(kind="alarm").exists()
    clock.run(tomorrow - timedelta(minutes=14))
    clock.run(tomorrow - timedelta(minutes=13))
    assert OutboxEntry.objects.filter(kind="alarm").count() == 1
    mail.outbox.clear()
    outbox.run_due()
    assert redaktur2.email in {address for message in mail.outbox for address in message.to}


def test_one_text_that_cannot_go_out_does_not_hold_up_the_others(
    newsroom_desk, wartawan, redaktur, tomorrow, monkeypatch
):
    articles = []
    for _ in range(3):
        article = article_draft(newsroom_desk, owner=wartawan)
        actions.submit(article, user=wartawan)
        articles.append(schedule(article, user=redaktur, at=tomorrow))
    poisoned = articles[1].pk
    publish = clock.publish_approval

    def publish_or_fail(approval, **kwargs):
        if approval.page_id == poisoned:
            raise RuntimeError("poison")
        return publish(approval, **kwargs)

    monkeypatch.setattr(clock, "publish_approval", publish_or_fail)
    assert clock.run(tomorrow) == 2
    assert [fresh(article).live for article in articles] == [True, False, True]
    monkeypatch.setattr(clock, "publish_approval", publish)
    assert clock.run(tomorrow) == 1


@pytest.mark.parametrize("who", ["wartawan", "wartawan2", "kontributor", "arsip", "admin"])
def test_only_editors_move_or_cancel_a_time(scheduled, who, request, tomorrow):
    client = client_of(request.getfixturevalue(who))
    url = reverse("newsroom_slot", args=[scheduled.pk])
    for data in ({"cancel": "1"}, {"publish_at": "2030-01-01T07:00"}):
        assert client.post(url, data).status_code in (302, 403)
    assert Slot.objects.open().get().publish_at == tomorrow


def test_an_editor_moves_and_cancels_a_time_in_the_newsrooms_zone(scheduled, redaktur2):
    client = client_of(redaktur2)
    url = reverse("newsroom_slot", args=[scheduled.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"publish_at": "2030-01-01T07:00"})
    assert Slot.objects.open().get().publish_at == datetime(2030, 1, 1, 7, tzinfo=WIB)
    client.post(url, {"cancel": "1"})
    assert not Slot.objects.open().exists()
    assert fresh(scheduled).stage == Stage.DRAFT


def test_the_officer_is_locked_out_of_a_scheduled_text_and_cannot_submit_it_again(scheduled, wartawan):
    assert scheduled.get_lock().for_user(wartawan)
    assert not scheduled.permissions_for_user(wartawan).can_submit_for_moderation()
    page = client_of(wartawan).get(reverse("wagtailadmin_pages:edit", args=[scheduled.pk])).content.decode()
    assert "action-submit" not in page


def test_the_announcement_says_the_day_the_time_and_the_wait():
    now = datetime(2026, 11, 23, 15, 0, tzinfo=WIB)
    assert "Selasa, 24 November 2026" in announcement(datetime(2026, 11, 24, 7, 0, tzinfo=WIB), now)
    assert "07.00 WIB" in announcement(datetime(2026, 11, 24, 7, 0, tzinfo=WIB), now)
    assert "16 jam" in announcement(datetime(2026, 11, 24, 7, 0, tzinfo=WIB), now)


def test_wagtails_command_of_the_same_name_publishes_approved_texts_only(scheduled, capsys):
    Slot.objects.update(publish_at=timezone.now() - timedelta(seconds=5))
    call_command("publish_scheduled", dry_run=True)
    assert not fresh(scheduled).live
    call_command("publish_scheduled")
    assert fresh(scheduled).live


def test_a_failing_side_effect_is_retried_with_growing_waits_and_shown_with_its_error(pemred, monkeypatch):
    def fail(payload):
        raise ConnectionError("the gateway is down")

    monkeypatch.setitem(outbox._handlers, "test", fail)
    entry = outbox.enqueue("test")
    now = timezone.now() + timedelta(seconds=1)
    for attempt in range(outbox.MOST_ATTEMPTS):
        assert outbox.run_due(now) == 1, attempt
        assert outbox.run_due(now) == 0
        now += outbox.LONGEST_DELAY
    entry.refresh_from_db()
    assert entry.state == OutboxState.FAILED
    assert "the gateway is down" in entry.last_error
    client = client_of(pemred)
    assert "the gateway is down" in client.get(reverse("newsroom_outbox")).content.decode()
    monkeypatch.setitem(outbox._handlers, "test", lambda payload: None)
    client.post(reverse("newsroom_outbox"), {"entry": entry.pk})
    outbox.run_due(timezone.now() + timedelta(seconds=1))
    entry.refresh_from_db()
    assert entry.state == OutboxState.DONE


def test_no_transaction_is_open_while_a_side_effect_works_and_one_that_dies_is_taken_up_again(monkeypatch):
    seen = []

    def die(payload):
        seen.append(len(connection.atomic_blocks))
        raise KeyboardInterrupt

    monkeypatch.setitem(outbox._handlers, "test", die)
    entry = outbox.enqueue("test")
    now = timezone.now() + timedelta(seconds=1)
    with pytest.raises(KeyboardInterrupt):
        outbox.run_due(now)
    assert seen == [len(connection.atomic_blocks)]
    # Claimed, so nobody else does it meanwhile; after the lease the next one does.
    assert outbox.run_due(now) == 0
    monkeypatch.setitem(outbox._handlers, "test", seen.append)
    assert outbox.run_due(now + outbox.LEASE) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.attempts) == (OutboxState.DONE, 2)


@pytest.mark.parametrize("who", ["wartawan", "redaktur", "arsip"])
def test_side_effects_are_not_for_everybody(who, request):
    assert client_of(request.getfixturevalue(who)).get(reverse("newsroom_outbox")).status_code in (302, 403)


def test_a_page_that_cannot_be_seen_after_going_out_raises_an_alarm(scheduled, tomorrow, monkeypatch):
    from newsroom.editorial import notices

    def refuse(address):
        raise ConnectionRefusedError(address)

    monkeypatch.setattr(notices, "_look", refuse)
    clock.run(tomorrow)
    entry = OutboxEntry.objects.get(kind="verify_public")
    with pytest.raises(ConnectionRefusedError):
        notices.verify_public(entry.payload | {"published_at": timezone.now().isoformat()})
    notices.verify_public(entry.payload | {"published_at": (timezone.now() - notices.PATIENCE).isoformat()})
    assert OutboxEntry.objects.get(kind="alarm").payload["subject"] == "not_public"


def test_a_slot_can_be_opened_only_once_at_a_time(scheduled, redaktur2, tomorrow):
    slots.open_slot(scheduled, tomorrow + timedelta(days=1), user=redaktur2)
    assert Slot.objects.open().count() == 1
    assert Slot.objects.filter(outcome=SlotOutcome.MOVED).count() == 1
