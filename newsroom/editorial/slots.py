"""The time at which an approved text goes out: set, moved, cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from newsroom.editorial.enums import SlotOutcome
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.records import Approval
from newsroom.editorial.models.schedule import Slot, open_slot_of

if TYPE_CHECKING:
    from newsroom.editorial.models.page import EditorialPage
    from newsroom.users.models import User


def standing_approval(page: EditorialPage) -> Approval | None:
    """Return the approval that covers exactly the newest text of ``page`` and was not used yet, if any."""
    approval = Approval.objects.filter(page_id=page.pk).order_by("-pk").first()
    if approval is None or hasattr(approval, "entitlement") or page.workflow_in_progress:
        return None
    newest = page.get_latest_revision_as_object()
    return approval if newest.fingerprint() == approval.fingerprint else None


@transaction.atomic
def open_slot(page: EditorialPage, publish_at: datetime, *, user: User, now: datetime | None = None) -> Slot:
    """Give ``page`` a time to go out; an earlier slot of the page ends as moved.

    Raises:
        PermissionDenied: the time lies in the past, or an embargo sets it.
    """
    _refuse_under_embargo(page)
    return place_slot(page, publish_at, user=user, now=now)


@transaction.atomic
def place_slot(page: EditorialPage, publish_at: datetime, *, user: User, now: datetime | None = None) -> Slot:
    """As :func:`open_slot`, for the embargo itself, whose time the slot is."""
    moment = now or timezone.now()
    if publish_at <= moment:
        raise PermissionDenied(_("This time has passed already."))
    earlier = open_slot_of(page)
    if earlier is not None:
        earlier.end(SlotOutcome.MOVED, moment)
    slot = Slot.objects.create(page_id=page.pk, publish_at=publish_at, set_by=user, created_at=moment)
    _log(page, "newsroom.slot.set", user, slot)
    return slot


@transaction.atomic
def cancel_slot(page: EditorialPage, *, user: User, now: datetime | None = None) -> None:
    """Take the time of ``page`` away. The approval stays in the records but cannot be used any more by the clock.

    Raises:
        PermissionDenied: there is no time, or an embargo sets it.
    """
    _refuse_under_embargo(page)
    slot = open_slot_of(page)
    if slot is None:
        raise PermissionDenied(_("This release has no time to go out."))
    slot.end(SlotOutcome.CANCELLED, now)
    _log(page, "newsroom.slot.cancel", user, slot)


def _refuse_under_embargo(page: EditorialPage) -> None:
    if open_embargo_of(page) is not None:
        raise PermissionDenied(_("The embargo sets the time of this release. Only the managing editor moves it."))


def _log(page: Any, action: str, user: User, slot: Slot) -> None:
    log(instance=page, action=action, user=user, data={"publish_at": slot.publish_at.isoformat()})
