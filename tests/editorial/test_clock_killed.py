"""The clock is killed in the middle of its work, runs twice, runs beside slow work: nothing is lost, late or twice."""

from __future__ import annotations

import os
import signal
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from wagtail.models import PageLogEntry

from newsroom.articles.models import ArticlePage
from newsroom.authenticity.chain import check_chain
from newsroom.editorial import actions, clock, outbox
from newsroom.editorial.enums import SlotOutcome
from newsroom.editorial.models import Entitlement, LedgerEntry, OutboxEntry, Slot
from tests.factories import article_draft, make_newsroom
from tests.sizes import runs

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

# Where the process is killed: module and name of what is about to be called.
POINTS = [
    "newsroom.editorial.clock.standing_approval",
    "newsroom.editorial.clock.publish_approval",
    "newsroom.editorial.actions.Entitlement.objects.create",
    "newsroom.editorial.actions.PublishEntitledRevision.check",
    "newsroom.editorial.models.page.EditorialPage.save",
    "newsroom.articles.models.article.sync_listing_keys",
    "newsroom.articles.models.article.publish_media",
    "wagtail.actions.publish_revision.log",
    "newsroom.editorial.models.ledger.LedgerEntry.save",
    "newsroom.editorial.models.schedule.Slot.end",
    "newsroom.editorial.outbox.enqueue",
]
RUNS = runs(quick=50, full=200)


def kill_self(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def run_clock_and_be_killed_at(point, now):
    """Fork this warm process, kill the child at ``point`` and wait for it; returns the signal that ended it."""
    # The child must not share a connection with its parent.
    connections.close_all()
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(point, kill_self)
            clock.run(now)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def scheduled_article(desk, wartawan, redaktur, at):
    article = article_draft(desk, owner=wartawan)
    actions.submit(article, user=wartawan)
    task_state = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    task_state.task.specific.on_action(task_state, redaktur, "schedule", publish_at=at)
    return article.pk


def test_no_release_is_lost_or_published_twice_by_kills(wartawan, redaktur):
    desk = make_newsroom()
    at = timezone.now() + timedelta(hours=1)
    killed = 0
    for run in range(RUNS):
        key = scheduled_article(desk, wartawan, redaktur, at)
        killed += run_clock_and_be_killed_at(POINTS[run % len(POINTS)], at) == signal.SIGKILL
        assert not ArticlePage.objects.get(pk=key).live
        assert Slot.objects.open().filter(page_id=key).exists()
        assert clock.run(at) == 1
        assert ArticlePage.objects.get(pk=key).is_public
        assert PageLogEntry.objects.filter(page_id=key, action="wagtail.publish").count() == 1
        assert Entitlement.objects.filter(page_id=key).count() == 1
        assert OutboxEntry.objects.filter(kind="verify_public", payload__page=key).count() == 1
    assert killed == RUNS
    assert Slot.objects.filter(outcome=SlotOutcome.PUBLISHED).count() == RUNS
    assert LedgerEntry.objects.filter(kind="publication").count() == RUNS
    assert list(check_chain()) == []


def test_two_clocks_at_once_publish_each_release_once(wartawan, redaktur):
    desk = make_newsroom()
    at = timezone.now() + timedelta(hours=1)
    keys = [scheduled_article(desk, wartawan, redaktur, at) for _ in range(6)]
    connections.close_all()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            clock.run(at)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert ArticlePage.objects.filter(pk__in=keys, is_public=True).count() == len(keys)
    assert PageLogEntry.objects.filter(page_id__in=keys, action="wagtail.publish").count() == len(keys)
    # One entry of each kind a release: whoever is to be told is told once.
    for kind in OutboxEntry.objects.values_list("kind", flat=True).distinct():
        entries = OutboxEntry.objects.filter(kind=kind, payload__page__in=keys)
        assert sorted(entries.values_list("payload__page", flat=True)) == sorted(keys), kind
    # And one entry of the ledger, in one chain.
    entered = LedgerEntry.objects.filter(kind="publication").values_list("page_id", flat=True)
    assert sorted(entered) == sorted(keys)
    assert list(check_chain()) == []


def test_a_side_effect_that_hangs_does_not_hold_up_the_clock(wartawan, redaktur, monkeypatch):
    key = scheduled_article(make_newsroom(), wartawan, redaktur, timezone.now() + timedelta(hours=1))
    begun, released = threading.Event(), threading.Event()
    published_meanwhile = []

    def hang(payload):
        begun.set()
        released.wait(60)

    def let_the_time_come():
        begun.wait(60)
        Slot.objects.update(publish_at=timezone.now())
        while not released.wait(0.1):
            if ArticlePage.objects.get(pk=key).live:
                published_meanwhile.append(key)
                released.set()
        connections.close_all()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setitem(outbox._handlers, "test", hang)
    outbox.enqueue("test")
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    watcher = threading.Thread(target=let_the_time_come)
    watcher.start()
    try:
        call_command("run_desk", interval=0.1)
    finally:
        watcher.join()
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert published_meanwhile == [key]
