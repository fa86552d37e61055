"""Emergency publication: who may publish alone, who stands behind the text, and who clears it afterwards.

The act itself is :func:`newsroom.editorial.actions.publish_emergency`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from newsroom.editorial import ledger, outbox
from newsroom.editorial.embargo import is_embargoed
from newsroom.editorial.enums import ForceOutcome, SubmissionWay
from newsroom.editorial.models import ForceClearing, ForcePublish, Submission
from newsroom.editorial.roles import REVIEWING_ROLES
from newsroom.users.models import User

if TYPE_CHECKING:
    from newsroom.editorial.models import EditorialPage, Withdrawal

FORCE_RIGHT = "editorial.force_publish_page"
CLEAR_RIGHT = "editorial.clear_force_publish"


@dataclass(frozen=True)
class Tally:
    """How often one editor published alone, in the newsroom's months, and what nobody has looked at yet."""

    this_month: int
    last_month: int
    open: int


def tally(now: datetime) -> Tally:
    """Count emergency publications, in one query; a rule that is bent every week is no rule any more."""
    month = timezone.localtime(now, timezone.get_default_timezone()).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    before = (month - timedelta(days=1)).replace(day=1)
    counts = ForcePublish.objects.aggregate(
        this_month=Count("pk", filter=Q(created_at__gte=month)),
        last_month=Count("pk", filter=Q(created_at__gte=before, created_at__lt=month)),
        open=Count("pk", filter=Q(clearing=None)),
    )
    return Tally(**counts)


def may_force(user: User, page: EditorialPage) -> bool:
    """Whether ``user`` may publish the newest text of ``page`` alone: a duty editor, something new, no embargo."""
    if not (page.can_be_forced and user.is_active and user.has_perm(FORCE_RIGHT)) or is_embargoed(page):
        return False
    has_something_new = not page.live or page.has_unpublished_changes
    return has_something_new and page.permissions_for_user(user).can_edit()


def may_clear(user: User, force: ForcePublish) -> bool:
    """Whether ``user`` may clear ``force``: an editor who neither published the text nor wrote it. No exception."""
    if user.pk == force.person_id or user.pk in force.authors:
        return False
    return user.is_active and user.has_perm(CLEAR_RIGHT)


def authors_of_newest_text(page: EditorialPage) -> list[int]:
    """Return the keys of everybody who wrote or submitted what readers have not seen yet of ``page``."""
    revisions, submissions = page.revisions.all(), Submission.objects.filter(page_id=page.pk)
    people = {page.latest_revision.user_id}
    seen = page.current_entitlement
    if seen is None:
        people.add(page.owner_id)
    else:
        revisions = revisions.filter(created_at__gt=seen.created_at)
        submissions = submissions.filter(created_at__gt=seen.created_at)
    people |= set(revisions.values_list("user_id", flat=True)) | set(submissions.values_list("person_id", flat=True))
    return sorted(key for key in people if key is not None)


def reporter_of(page: EditorialPage) -> User | None:
    """Return whom readers are told as the reporter: the last submitter, else the owner, else the last who wrote."""
    submitted = Submission.objects.filter(page_id=page.pk, way=SubmissionWay.SUBMIT).order_by("-pk").first()
    if submitted is not None:
        return submitted.person
    return page.owner or page.latest_revision.user


def announce(force: ForcePublish) -> None:
    """Tell every other editor, and those who wrote the text, at once."""
    editors = Q(groups__name__in=[str(role) for role in REVIEWING_ROLES])
    people = User.objects.filter(editors | Q(pk__in=force.authors), is_active=True).exclude(pk=force.person_id)
    keys = sorted(set(people.values_list("pk", flat=True)))
    outbox.enqueue("notice", subject="forced", page=force.page_id, force=force.pk, people=keys)


@transaction.atomic
def clear(
    force: ForcePublish,
    *,
    user: User,
    note: str = "",
    outcome: ForceOutcome = ForceOutcome.CONFIRMED,
    now: datetime | None = None,
) -> ForceClearing:
    """Record that another editor looked at the text and stands behind it (or that it was taken back).

    Raises:
        PermissionDenied: ``user`` published or wrote the text, has no right to it, or comes second.
    """
    page = Page.objects.select_for_update(no_key=True).get(pk=force.page_id)
    if not may_clear(user, force):
        raise PermissionDenied(_("Another editor, who neither published nor wrote the text, must look at it."))
    if ForceClearing.objects.filter(force=force).exists():
        raise PermissionDenied(_("Another editor has cleared it already."))
    clearing = ForceClearing.objects.create(
        force=force, person=user, outcome=outcome, note=note.strip(), created_at=now or timezone.now()
    )
    specific = page.specific
    log(
        instance=specific,
        action="newsroom.emergency.clear",
        user=user,
        data={"force": force.pk, "outcome": str(outcome), "note": clearing.note},
        revision=force.revision,
    )
    people = sorted({force.person_id, *force.authors})
    outbox.enqueue("notice", subject="force_cleared", page=page.pk, force=force.pk, people=people)
    ledger.record_clearing(specific, clearing)
    return clearing


def clear_by_withdrawal(withdrawal: Withdrawal, now: datetime) -> None:
    """Clear what a withdrawal ends, in the name of the one of its two people who may; else it stays open."""
    for force in ForcePublish.objects.open().filter(page_id=withdrawal.page_id):
        for person in (withdrawal.approved_by, withdrawal.requested_by):
            if may_clear(person, force):
                clear(force, user=person, outcome=ForceOutcome.WITHDRAWN, now=now)
                break
