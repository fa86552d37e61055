"""An embargoed release goes out at its time and no earlier, through any door, and only one role decides on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from newsroom.articles.models import ArticlePage, Desk
from newsroom.editorial import actions, clock, embargo_acts, slots
from newsroom.editorial.embargo import Embargoed, is_embargoed, refuse_while_embargoed
from newsroom.editorial.enums import EmbargoOutcome, ReviewAction, SlotOutcome, Stage
from newsroom.editorial.models import Embargo, NotEntitled, Slot
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.visibility import pages_known_to
from newsroom.images.models import MediaHold
from tests.factories import article_draft, public_article
from tests.people import client_of

pytestmark = pytest.mark.django_db


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def until():
    return timezone.now() + timedelta(hours=16)


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan)


@pytest.fixture
def held(draft, wartawan, pemred, until):
    """Submitted by wartawan, then held by pemred."""
    actions.submit(draft, user=wartawan)
    embargo_acts.set_embargo(fresh(draft), until, user=pemred, terms="Hasil lelang.")
    return fresh(draft)


@pytest.fixture
def approved(held, redaktur):
    actions.decide(held, ReviewAction.APPROVE, user=redaktur)
    return fresh(held)


def mend(article, user, title="Judul yang dibetulkan"):
    newest = fresh(article).get_latest_revision_as_object()
    newest.title = title
    newest.save_revision(user=user)


@pytest.mark.parametrize("who", ["kontributor", "wartawan", "redaktur", "arsip", "admin"])
def test_only_the_managing_editor_decides_on_an_embargo(request, draft, held, until, who):
    other = request.getfixturevalue(who)
    free = article_draft(owner=other)
    with pytest.raises(PermissionDenied):
        embargo_acts.set_embargo(free, until, user=other)
    with pytest.raises(PermissionDenied):
        embargo_acts.move_embargo(held, until + timedelta(hours=1), user=other)
    for end in (embargo_acts.break_embargo, embargo_acts.cancel_embargo):
        with pytest.raises(PermissionDenied):
            end(held, user=other, reason="Sudah bocor.")
    assert not Embargo.objects.filter(page_id=free.pk).exists()
    assert Embargo.objects.get(page_id=held.pk).ended_at is None


def test_an_embargo_brings_the_release_to_its_desk_and_sets_its_time(held, until):
    assert held.get_parent().specific == Desk.objects.of_embargoes().get()
    assert open_slot_of(held).publish_at == until
    assert held.stage == Stage.EMBARGO_SUBMITTED
    assert PageLogEntry.objects.filter(page=held.pk, action="newsroom.embargo.set").count() == 1
    # Nothing tells readers, or those who keep the redirects, that something moved.
    assert held.public_path == f"/berita/{held.slug}/"
    assert not Redirect.objects.exists()


def test_approval_under_embargo_waits_for_the_lift(approved):
    assert not approved.live
    assert approved.stage == Stage.EMBARGO
    assert is_embargoed(approved)


def test_the_release_goes_out_at_its_time_and_not_a_moment_earlier(approved, until, time_machine_at):
    with time_machine_at(until - timedelta(milliseconds=1)):
        # A clock that runs fast names a time that has not come.
        assert clock.run(until + timedelta(hours=1)) == 0
        assert clock.run() == 0
    assert not fresh(approved).live
    with time_machine_at(until):
        refuse_while_embargoed(approved)
        assert clock.run() == 1
    embargo = Embargo.objects.get(page_id=approved.pk)
    assert fresh(approved).live
    assert (embargo.outcome, embargo.ended_at) == (EmbargoOutcome.LIFTED, until)
    assert fresh(approved).get_parent().specific == Desk.objects.of_embargoes().get()
    assert fresh(approved).public_path == f"/berita/{approved.slug}/"


def test_with_the_worker_down_nothing_is_served_early_or_late(approved, until, client, time_machine_at):
    for moment in (until - timedelta(seconds=1), until + timedelta(hours=1)):
        with time_machine_at(moment):
            assert client.get(approved.public_path).status_code == 404


def test_no_other_way_of_publishing_passes_the_gate(approved, redaktur, until):
    approval = slots.standing_approval(approved)
    with pytest.raises(Embargoed):
        actions.publish_approval(approval, user=redaktur)
    with pytest.raises(Embargoed):
        actions.publish_approval(approval, user=redaktur, now=until + timedelta(days=1))
    with pytest.raises(Embargoed):
        actions.publish_import(approved, user=redaktur, batch="impor", now=until + timedelta(days=1))
    with pytest.raises(Embargoed):
        refuse_while_embargoed(approved)
    assert not fresh(approved).live


def test_editors_cannot_take_the_time_from_an_embargo(approved, redaktur, pemred, until):
    sooner = timezone.now() + timedelta(minutes=1)
    with pytest.raises(PermissionDenied):
        slots.open_slot(approved, sooner, user=redaktur)
    with pytest.raises(PermissionDenied):
        slots.cancel_slot(approved, user=redaktur)
    assert open_slot_of(approved).publish_at == until


def test_an_approval_that_names_another_time_is_refused_under_embargo(held, redaktur, until):
    state = held.current_workflow_task_state
    sooner = timezone.now() + timedelta(minutes=1)
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, redaktur, str(ReviewAction.SCHEDULE), publish_at=sooner)
    assert open_slot_of(held).publish_at == until
    assert fresh(held).stage == Stage.EMBARGO_SUBMITTED


def test_an_embargoed_release_is_neither_moved_nor_copied_nor_deleted(draft, pemred, newsroom_desk, until):
    embargo_acts.set_embargo(draft, until, user=pemred)
    held = fresh(draft)
    for act in (lambda: held.move(newsroom_desk, pos="last-child"), lambda: held.copy(to=newsroom_desk), held.delete):
        with pytest.raises(NotEntitled):
            act()
    tester = held.permissions_for_user(pemred)
    assert [tester.can_move(), tester.can_copy(), tester.can_delete()] == [False, False, False]


def test_a_draft_is_written_and_submitted_under_embargo(draft, pemred, redaktur, redaktur2, until, time_machine_at):
    embargo_acts.set_embargo(draft, until, user=pemred)
    assert fresh(draft).stage == Stage.EMBARGO_DRAFT
    mend(draft, redaktur)
    actions.submit(fresh(draft), user=redaktur)
    actions.decide(fresh(draft), ReviewAction.APPROVE, user=redaktur2)
    with time_machine_at(until):
        clock.run()
    assert fresh(draft).title == "Judul yang dibetulkan"
    assert fresh(draft).live


def test_a_typing_error_mended_under_embargo_voids_the_approval_and_keeps_the_time(
    approved, redaktur, redaktur2, until, time_machine_at
):
    mend(approved, redaktur)
    assert fresh(approved).stage == Stage.EMBARGO_SUBMITTED
    assert open_slot_of(approved).publish_at == until
    with time_machine_at(until):
        assert clock.run() == 0
    with time_machine_at(until + timedelta(minutes=5)):
        # Approved late, it goes out at once.
        actions.decide(fresh(approved), ReviewAction.APPROVE, user=redaktur2)
    assert fresh(approved).live
    assert fresh(approved).title == "Judul yang dibetulkan"
    assert Embargo.objects.get(page_id=approved.pk).outcome == EmbargoOutcome.LIFTED


def test_breaking_an_embargo_needs_a_reason_and_publishes_the_approved_text(approved, pemred):
    with pytest.raises(BadRequest):
        embargo_acts.break_embargo(approved, user=pemred, reason="  ")
    assert not fresh(approved).live
    assert embargo_acts.break_embargo(approved, user=pemred, reason="Sudah bocor.")
    embargo = Embargo.objects.get(page_id=approved.pk)
    assert fresh(approved).live
    assert (embargo.outcome, embargo.ended_by, embargo.ended_reason) == (EmbargoOutcome.BROKEN, pemred, "Sudah bocor.")
    entry = PageLogEntry.objects.get(page=approved.pk, action="newsroom.embargo.break")
    assert (entry.user, entry.data["reason"]) == (pemred, "Sudah bocor.")


def test_breaking_an_embargo_replaces_no_approval(held, pemred, redaktur):
    assert not embargo_acts.break_embargo(held, user=pemred, reason="Sudah bocor.")
    assert clock.run() == 0
    assert not fresh(held).live
    actions.decide(fresh(held), ReviewAction.APPROVE, user=redaktur)
    assert fresh(held).live


def test_a_cancelled_embargo_publishes_nothing(approved, pemred, until):
    embargo_acts.cancel_embargo(approved, user=pemred, reason="Acara ditunda.")
    assert clock.run(until + timedelta(days=1)) == 0
    assert not fresh(approved).live
    assert fresh(approved).stage == Stage.DRAFT
    assert Slot.objects.get(page_id=approved.pk).outcome == SlotOutcome.CANCELLED
    assert fresh(approved).get_parent().specific == Desk.objects.of_embargoes().get()


def test_a_moved_embargo_keeps_its_approval_and_its_history(approved, pemred, until, time_machine_at):
    later = until + timedelta(hours=2)
    embargo_acts.move_embargo(approved, later, user=pemred)
    with time_machine_at(until):
        assert clock.run() == 0
    with time_machine_at(later):
        assert clock.run() == 1
    entry = PageLogEntry.objects.get(page=approved.pk, action="newsroom.embargo.move")
    assert entry.data == {"from": until.isoformat(), "until": later.isoformat()}


def test_what_readers_know_already_is_not_put_under_embargo(pemred, until):
    with pytest.raises(PermissionDenied):
        embargo_acts.set_embargo(public_article(), until, user=pemred)
    assert not Embargo.objects.exists()


def test_a_cancelled_release_goes_back_to_its_desk_with_its_files(approved, wartawan2, pemred, newsroom_desk):
    client, screen = client_of(pemred), reverse("newsroom_embargo", args=[approved.pk])
    # Held: there is no way back yet.
    assert client.post(screen, {"return": "1"}).status_code == 403
    client.post(screen, {"cancel": "1", "end-reason": "Acara ditunda."})
    assert "Kembalikan ke Meja Redaksi" in client.get(screen).content.decode()
    assert not pages_known_to(wartawan2).filter(pk=approved.pk).exists()
    assert client.post(screen, {"return": "1"}).status_code == 302
    assert fresh(approved).get_parent().pk == newsroom_desk.pk
    assert pages_known_to(wartawan2).filter(pk=approved.pk).exists()
    assert not MediaHold.objects.exists()
    line = PageLogEntry.objects.get(page=approved.pk, action="newsroom.embargo.return")
    assert (line.user, line.data) == (pemred, {"desk": newsroom_desk.pk})
    assert client.post(screen, {"return": "1"}).status_code == 403
