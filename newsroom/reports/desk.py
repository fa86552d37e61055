"""The desk: what waits for this person, each row with one next step. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from newsroom.articles.enums import DeskKind
from newsroom.articles.models import ArticlePage, Desk
from newsroom.editorial.embargo import may_manage
from newsroom.editorial.emergency import CLEAR_RIGHT, may_clear
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import Embargo, ForcePublish, ReviewTask, Slot, Submission, WithdrawalRequest
from newsroom.editorial.times import announcement
from newsroom.editorial.visibility import pages_seen_by
from newsroom.editorial.withdrawals import may_decide
from newsroom.users.models import User

ROWS = 10


@dataclass(frozen=True)
class DeskRow:
    """One release on the desk: what it is, where it stands, since when, and the next step."""

    title: str
    stage: Promise | str
    person: str
    since: datetime | None
    action_label: Promise | str
    action_url: str
    reason: str = ""


@dataclass(frozen=True)
class DeskSection:
    """A queue of the desk, with words for when it is empty."""

    key: str
    heading: Promise
    rows: list[DeskRow]
    empty: Promise
    has_more: bool = False


def sections_for(user: User, now: datetime | None = None) -> list[DeskSection]:
    """Return the queues of ``user``: only those that the person's rights give a meaning to."""
    moment = now or timezone.now()
    sections = []
    if can_write(user):
        sections += [_returned(user), _drafts(user), _with_editors(user)]
    if can_review(user):
        # An editor's own writing is shown when there is some; a press officer's empty queues teach what they are for.
        sections = [_waiting_for_review(user), *(section for section in sections if section.rows)]
        proposals = _withdrawal_proposals(user)
        sections = [proposals, *sections] if proposals.rows else sections
        sections += [section for section in [_embargoes(user, moment)] if section.rows]
    if sections:
        sections += [section for section in [_translations(user)] if section.rows]
    if sections:
        sections.append(_scheduled(user, moment))
    sections.append(_out_today(moment))
    emergencies = _emergencies(user)
    return [emergencies, *sections] if emergencies.rows else sections


def can_write(user: User) -> bool:
    """Whether the person may write on some desk."""
    return bool(desks_of(user))


def desks_of(user: User) -> list[Page]:
    """Return the desks on which the person may start a release, the newsroom's first.

    A release comes to the desk for embargoed work by its embargo, and to an English desk by a translation, so nobody
    starts one there from here.
    """
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add").type(Desk)
    desks = Desk.objects.filter(pk__in=allowed.values("pk"), locale__language_code=settings.LANGUAGE_CODE)
    return list(desks.exclude(kind=DeskKind.EMBARGO).order_by("-kind", "title"))


def can_review(user: User) -> bool:
    """Whether the person belongs to the reviewers of an active review task."""
    return user.is_superuser or ReviewTask.objects.filter(active=True, groups__user=user).exists()


def _unseen_by(user: User) -> list[int]:
    """Return the keys of releases on the embargo desk that ``user`` does not see, be they the own ones."""
    held = Embargo.objects.filter(page__live=False)
    return list(held.exclude(page__in=pages_seen_by(user).order_by().values("pk")).values_list("page_id", flat=True))


def _edit_url(key: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[key])


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _section(key: str, heading: Promise, rows: Iterable[DeskRow], empty: Promise) -> DeskSection:
    listed = list(rows)
    return DeskSection(key, heading, listed[:ROWS], empty, has_more=len(listed) > ROWS)


def _drafts(user: User) -> DeskSection:
    in_workflow = WorkflowState.objects.active().filter(object_id=Cast(OuterRef("pk"), CharField()))
    pages = (
        ArticlePage.objects.filter(owner=user)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .exclude(Exists(in_workflow))
        .exclude(pk__in=_unseen_by(user))
        .defer("body")
        .order_by("-latest_revision_created_at")[: ROWS + 1]
    )
    rows = (
        DeskRow(
            title=page.draft_title or page.title,
            stage=Stage.PUBLIC_WITH_DRAFT.label if page.live else Stage.DRAFT.label,
            person="",
            since=page.latest_revision_created_at,
            action_label=_("Continue writing"),
            action_url=_edit_url(page.pk),
        )
        for page in pages
    )
    return _section("drafts", _("My drafts"), rows, _("No drafts. Start a release with the button above."))


def _returned(user: User) -> DeskSection:
    states = _states_of(user, WorkflowState.STATUS_NEEDS_CHANGES)
    rows = (
        DeskRow(
            title=_title(state),
            stage=Stage.RETURNED.label,
            person=_name(state.current_task_state.finished_by),
            since=state.current_task_state.finished_at,
            action_label=_("Revise"),
            action_url=_edit_url(state.object_id),
            reason=state.current_task_state.comment,
        )
        for state in states
    )
    return _section("returned", _("Returned to me"), rows, _("Nothing was returned to you."))


def _with_editors(user: User) -> DeskSection:
    states = _states_of(user, WorkflowState.STATUS_IN_PROGRESS)
    rows = (
        DeskRow(
            title=_title(state),
            stage=Stage.SUBMITTED.label,
            person="",
            since=state.current_task_state.started_at,
            action_label=_("View"),
            action_url=_edit_url(state.object_id),
        )
        for state in states
    )
    return _section("submitted", _("With the editors"), rows, _("Nothing of yours waits for an editor."))


def _states_of(user: User, status: str) -> QuerySet:
    return (
        WorkflowState.objects.filter(requested_by=user, status=status, current_task_state__isnull=False)
        .exclude(object_id__in=[str(key) for key in _unseen_by(user)])
        .select_related("current_task_state__finished_by", "current_task_state__revision")
        .order_by("-current_task_state__started_at")[: ROWS + 1]
    )


def _title(state: WorkflowState) -> str:
    return str(state.current_task_state.revision.object_str)


def _waiting_for_review(user: User) -> DeskSection:
    own = Submission.objects.filter(person=user, task_state_id=OuterRef("pk"))
    task_states = (
        TaskState.objects.reviewable_by(user)
        .exclude(Exists(own))
        .select_related("revision__user", "workflow_state__requested_by")
        .order_by("started_at")[: ROWS + 1]
    )
    rows = (
        DeskRow(
            title=str(task_state.revision.object_str),
            stage=Stage.SUBMITTED.label,
            person=_name(task_state.workflow_state.requested_by),
            since=task_state.started_at,
            action_label=_("Review"),
            action_url=_edit_url(task_state.workflow_state.object_id),
        )
        for task_state in task_states
    )
    return _section("review", _("Waiting for my review"), rows, _("Nothing waits for you. Well done."))


def _withdrawal_proposals(user: User) -> DeskSection:
    requests = WithdrawalRequest.objects.filter(decided_at=None).select_related("page", "requested_by").order_by("pk")
    rows = (
        DeskRow(
            title=request.page.title,
            stage=request.get_kind_display(),
            person=_name(request.requested_by),
            since=request.created_at,
            action_label=_("Decide") if may_decide(user, request) else _("View"),
            action_url=reverse("newsroom_withdrawal", args=[request.page_id]),
            reason=request.public_text,
        )
        for request in requests[: ROWS + 1]
    )
    return _section("withdrawals", _("Withdrawals to decide"), rows, _("No withdrawal waits for a decision."))


def _emergencies(user: User) -> DeskSection:
    """What one editor published alone: on top of every desk until another one has looked at it."""
    forces = ForcePublish.objects.open().select_related("page", "person").order_by("pk")[: ROWS + 1]
    rows = (
        DeskRow(
            title=force.page.title,
            stage=Stage.PUBLIC_EMERGENCY.label,
            person=_name(force.person),
            since=force.created_at,
            action_label=_("Look at it") if may_clear(user, force) else _("Read"),
            action_url=_url_of_force(user, force),
            # For those who decide, those who are concerned, and nobody else.
            reason=force.reason if _is_concerned(user, force) else "",
        )
        for force in forces
    )
    return _section("emergency", _("Published in an emergency, not looked at yet"), rows, _("No emergency is open."))


def _is_concerned(user: User, force: ForcePublish) -> bool:
    return user.has_perm(CLEAR_RIGHT) or user.pk in force.authors


def _url_of_force(user: User, force: ForcePublish) -> str:
    if user.has_perm(CLEAR_RIGHT):
        return reverse("newsroom_emergency_clearing", args=[force.page_id])
    return force.page.get_url() or "/"


def _embargoes(user: User, now: datetime) -> DeskSection:
    embargoes = Embargo.objects.filter(ended_at=None).select_related("page").order_by("lifts_at")[: ROWS + 1]
    address = "newsroom_embargo" if may_manage(user) else "wagtailadmin_pages:edit"
    rows = (
        DeskRow(
            title=embargo.page.draft_title or embargo.page.title,
            stage=Stage.EMBARGO.label,
            person=announcement(embargo.lifts_at, now),
            since=None,
            action_label=_("View"),
            action_url=reverse(address, args=[embargo.page_id]),
        )
        for embargo in embargoes
    )
    return _section("embargoes", _("Under embargo"), rows, _("Nothing is under embargo."))


def _translations(user: User) -> DeskSection:
    """English texts of the own desks whose Indonesian original changed or was taken back since."""
    pages = ArticlePage.objects.exclude(twin_notice="").filter(pk__in=pages_seen_by(user).order_by().values("pk"))
    rows = (
        DeskRow(
            title=page.draft_title or page.title,
            stage=page.get_twin_notice_display(),
            person="",
            since=None,
            action_label=_("Compare"),
            action_url=reverse("newsroom_translation", args=[page.pk]),
        )
        for page in pages.defer("body").order_by("-pk")[: ROWS + 1]
    )
    return _section("translations", _("Translations to look at"), rows, _("Every translation fits its original."))


def _scheduled(user: User, now: datetime) -> DeskSection:
    held = Embargo.objects.filter(page_id=OuterRef("page_id"), ended_at=None)
    slots = Slot.objects.open().exclude(Exists(held)).select_related("page__latest_revision").order_by("publish_at")
    if not can_review(user):
        slots = slots.filter(page__owner=user)
    listed = list(slots[: ROWS + 1])
    waiting = WorkflowState.objects.active().filter(object_id__in=[str(slot.page_id) for slot in listed])
    unapproved = set(waiting.values_list("object_id", flat=True))
    rows = (
        DeskRow(
            title=slot.page.draft_title or slot.page.title,
            stage=_stage_of_slot(str(slot.page_id) in unapproved),
            person=announcement(slot.publish_at, now),
            since=None,
            action_label=_("View"),
            action_url=_edit_url(slot.page_id),
        )
        for slot in listed
    )
    return _section("scheduled", _("Scheduled releases"), rows, _("Nothing waits for its time."))


def _stage_of_slot(is_unapproved: bool) -> Promise:
    return Stage.SCHEDULED_UNAPPROVED.label if is_unapproved else Stage.SCHEDULED.label


def _out_today(now: datetime) -> DeskSection:
    pages = ArticlePage.objects.public().in_day(timezone.localdate(now)).defer("body").newest_first()[: ROWS + 1]
    rows = (
        DeskRow(
            title=page.title,
            stage=Stage.PUBLIC.label,
            person="",
            since=page.published_at,
            action_label=_("Read"),
            action_url=page.public_path,
        )
        for page in pages
    )
    return _section("today", _("Out today"), rows, _("Nothing was published yet today."))
