"""The clock: approved texts go out at their time, each in a transaction of its own.

A slot is fired by whoever claims its row. A process that dies in between leaves the slot
as it was; the next run finishes. A text that is not approved (any more) does not go out;
approved late, it goes out at once (:mod:`newsroom.editorial.workflow`).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from newsroom.editorial import notices, outbox, withdrawals
from newsroom.editorial.actions import publish_approval
from newsroom.editorial.enums import SlotOutcome
from newsroom.editorial.models import Approval, EditorialPage, Slot
from newsroom.editorial.slots import standing_approval

logger = logging.getLogger(__name__)

ALARM_BEFORE = timedelta(minutes=15)


def run(now: datetime | None = None) -> int:
    """Raise the alarms and fire every due slot; return how many texts went out."""
    moment = now or timezone.now()
    raise_alarms(moment)
    return fire_due(moment)


def fire_due(now: datetime | None = None) -> int:
    """Fire every due slot; return how many texts went out.

    One text that cannot go out never holds up the others.
    """
    moment = now or timezone.now()
    # First: what has ended must not go out again.
    withdrawals.carry_out_ends(moment)
    published = 0
    for key in list(Slot.objects.due(moment).values_list("pk", flat=True)):
        try:
            published += fire(key, moment)
        except Exception:
            logger.exception("The slot %s could not be fired; it is tried again.", key)
    return published


@transaction.atomic
def fire(slot_key: int, now: datetime) -> bool:
    """Publish the text of one slot if it stands approved; return whether it went out."""
    slots = Slot.objects.due(now).filter(pk=slot_key)
    # SQLite has one writer at a time: the transaction itself is the claim.
    if connection.features.has_select_for_update_skip_locked:
        slots = slots.select_for_update(skip_locked=True, of=("self",))
    slot = slots.select_related("page").first()
    if slot is None:
        return False
    approval = standing_approval(slot.page.specific)
    if approval is None:
        return False
    publish_in_slot(slot, approval, now=now)
    return True


def publish_in_slot(slot: Slot, approval: Approval, *, now: datetime) -> EditorialPage:
    """Publish ``approval`` and end ``slot``, in the caller's transaction."""
    page = publish_approval(approval, user=approval.person, now=now)
    slot.end(SlotOutcome.PUBLISHED, now)
    outbox.enqueue("verify_public", after=notices.FIRST_LOOK, page=page.pk, published_at=now.isoformat())
    return page


def raise_alarms(now: datetime | None = None) -> None:
    """Tell editors, once a slot, of a text that goes out soon and is not approved.

    It reads every text that waits for a time within :data:`ALARM_BEFORE`, so the worker asks for it now and then only.
    """
    now = now or timezone.now()
    soon = Slot.objects.open().filter(publish_at__lte=now + ALARM_BEFORE, alarmed_at=None).select_related("page")
    for slot in soon:
        if standing_approval(slot.page.specific) is None:
            with transaction.atomic():
                if Slot.objects.filter(pk=slot.pk, alarmed_at=None).update(alarmed_at=now):
                    outbox.enqueue("alarm", subject="slot_unapproved", page=slot.page_id, slot=slot.pk)
