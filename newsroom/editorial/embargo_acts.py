"""Setting, moving, breaking and cancelling an embargo: acts of the managing editor alone.

An embargo owns the slot of its release, so the clock publishes the approved text at its time as it does any other. The
release lies on the embargo desk, whose rights in the tree keep its title from the rest of the staff.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from newsroom.editorial import early_readers
from newsroom.editorial.clock import publish_in_slot
from newsroom.editorial.embargo import may_manage
from newsroom.editorial.enums import EmbargoOutcome, SlotOutcome
from newsroom.editorial.models import EditorialPage, Embargo, Slot
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.slots import place_slot, standing_approval
from newsroom.images.media_hold import hold_media

if TYPE_CHECKING:
    from newsroom.users.models import User


@transaction.atomic
def set_embargo(
    page: EditorialPage, lifts_at: datetime, *, user: User, terms: str = "", now: datetime | None = None
) -> Embargo:
    """Hold ``page`` until ``lifts_at``, bring it to the embargo desk, and return the record.

    A time at which it was to go out is moved. The approval, if there is one, stays.

    Raises:
        PermissionDenied: no right, a time that has passed, a page that was ever public or is held already.
    """
    page = _locked(page, user)
    if not page.can_be_embargoed or page.was_ever_public:
        raise PermissionDenied(_("An embargo is set before a release was ever public."))
    if open_embargo_of(page) is not None:
        raise PermissionDenied(_("This release is under embargo already."))
    desk = page.embargo_desk()
    if desk is None:
        raise PermissionDenied(_("There is no desk for embargoed work. Ask the administrator to run setup_site."))
    came_from = _origin_of(page)
    if not page.is_descendant_of(desk):
        came_from = page.get_parent()
        page.move(desk, pos="last-child")
        page = Page.objects.get(pk=page.pk).specific
    page.get_latest_revision_as_object().keep_files_secret()
    moment = now or timezone.now()
    place_slot(page, lifts_at, user=user, now=moment)
    embargo = Embargo.objects.create(
        page_id=page.pk, lifts_at=lifts_at, terms=terms, came_from=came_from, set_by=user, created_at=moment
    )
    _log(page, "set", user, until=lifts_at.isoformat())
    return embargo


@transaction.atomic
def move_embargo(page: EditorialPage, lifts_at: datetime, *, user: User, now: datetime | None = None) -> Embargo:
    """Give the embargo of ``page`` another time.

    Raises:
        PermissionDenied: no right, no embargo, or a time that has passed.
    """
    page = _locked(page, user)
    embargo = _open(page)
    early_readers.announce_change(embargo, "moved")
    earlier = embargo.lifts_at
    place_slot(page, lifts_at, user=user, now=now)
    embargo.lifts_at = lifts_at
    embargo.save(update_fields=["lifts_at"])
    _log(page, "move", user, **{"from": earlier.isoformat(), "until": lifts_at.isoformat()})
    return embargo


@transaction.atomic
def break_embargo(page: EditorialPage, *, user: User, reason: str, now: datetime | None = None) -> bool:
    """Lift the embargo of ``page`` now; return whether the release went out.

    A text that is not approved goes out as soon as it is: breaking an embargo replaces no second pair of eyes.

    Raises:
        PermissionDenied: no right, or no embargo.
        BadRequest: no reason.
    """
    moment = now or timezone.now()
    page = _locked(page, user)
    embargo = _open(page)
    early_readers.announce_change(embargo, "broken")
    embargo.end(EmbargoOutcome.BROKEN, moment, user, _said(reason))
    _log(page, "break", user, reason=reason, until=embargo.lifts_at.isoformat())
    _end_slot(page, SlotOutcome.MOVED, moment)
    slot = Slot.objects.create(page_id=page.pk, publish_at=moment, set_by=user, created_at=moment)
    approval = standing_approval(page)
    if approval is None:
        return False
    publish_in_slot(slot, approval, now=moment)
    return True


@transaction.atomic
def cancel_embargo(page: EditorialPage, *, user: User, reason: str, now: datetime | None = None) -> None:
    """End the embargo of ``page`` without publishing; it stays on the embargo desk, without a time.

    Raises:
        PermissionDenied: no right, or no embargo.
        BadRequest: no reason.
    """
    moment = now or timezone.now()
    page = _locked(page, user)
    embargo = _open(page)
    early_readers.announce_change(embargo, "cancelled")
    embargo.end(EmbargoOutcome.CANCELLED, moment, user, _said(reason))
    _end_slot(page, SlotOutcome.CANCELLED, moment)
    _log(page, "cancel", user, reason=reason)


def desk_to_return_to(page: EditorialPage) -> Page | None:
    """Return the desk from which ``page`` came to the embargo desk; None where there is no way back."""
    desk = page.embargo_desk() if page.can_be_embargoed and not page.was_ever_public else None
    if desk is None or not page.is_descendant_of(desk) or open_embargo_of(page) is not None:
        return None
    return _origin_of(page)


@transaction.atomic
def return_to_desk(page: EditorialPage, *, user: User) -> Page:
    """Bring a release whose embargo is over back to the desk it came from, where its writers see it again.

    Raises:
        PermissionDenied: no right, or there is no way back.
    """
    page = _locked(page, user)
    desk = desk_to_return_to(page)
    if desk is None:
        raise PermissionDenied(_("This release has no desk to return to."))
    page.move(desk, pos="last-child")
    hold_media(page, [])
    _log(page, "return", user, desk=desk.pk)
    return desk


def _origin_of(page: EditorialPage) -> Page | None:
    earlier = Embargo.objects.filter(page_id=page.pk).select_related("came_from").order_by("-pk").first()
    return earlier.came_from if earlier is not None else None


def _locked(page: Page, user: User) -> Any:
    """Return the page as it is stored, locked; publication takes the same lock, so the two never cross."""
    if not may_manage(user):
        raise PermissionDenied(_("Only the managing editor decides on an embargo."))
    return Page.objects.select_for_update(no_key=True).get(pk=page.pk).specific


def _open(page: EditorialPage) -> Embargo:
    embargo = open_embargo_of(page)
    if embargo is None:
        raise PermissionDenied(_("This release is not under embargo."))
    return embargo


def _said(reason: str) -> str:
    if not reason.strip():
        raise BadRequest(_("Give the reason."))
    return reason.strip()


def _end_slot(page: EditorialPage, outcome: SlotOutcome, now: datetime) -> None:
    slot = open_slot_of(page)
    if slot is not None:
        slot.end(outcome, now)


def _log(page: EditorialPage, act: str, user: User, **data: Any) -> None:
    log(instance=page, action=f"newsroom.embargo.{act}", user=user, data=data)
