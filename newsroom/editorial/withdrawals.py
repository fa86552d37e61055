"""Withdraw (the text stays readable under a notice) and take down (the text is hidden): two people, a public reason.

At once, or at a later time: then the page carries its end with it, and what serves and lists pages asks the clock and
waits for no job.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from newsroom.editorial import ledger, outbox
from newsroom.editorial.emergency import clear_by_withdrawal
from newsroom.editorial.enums import SlotOutcome, WithdrawalKind, WithdrawalOutcome
from newsroom.editorial.models import EditorialPage, Withdrawal, WithdrawalRequest
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.models.withdrawal import planned_end_of, withdrawal_of

if TYPE_CHECKING:
    from newsroom.users.models import User

logger = logging.getLogger(__name__)

RIGHTS = {
    WithdrawalKind.WITHDRAWN: "editorial.withdraw_page",
    WithdrawalKind.TAKEN_DOWN: "editorial.take_down_page",
}


def may_propose(user: User) -> bool:
    """Whether ``user`` may ask for a withdrawal."""
    return user.is_active and user.has_perm("editorial.propose_withdrawal")


def may_decide(user: User, request: WithdrawalRequest) -> bool:
    """Whether ``user`` may decide on ``request``: has the right to its kind, and is another person."""
    right = RIGHTS[WithdrawalKind(request.kind)]
    return user.is_active and user.has_perm(right) and user.pk != request.requested_by_id


def open_request_of(page: Page) -> WithdrawalRequest | None:
    """Return the proposal that waits for a second person, if any."""
    return WithdrawalRequest.objects.filter(page_id=page.pk, decided_at=None).first()


@transaction.atomic
def propose(page: EditorialPage, *, user: User, **fields: Any) -> WithdrawalRequest:
    """Ask for a withdrawal; ``fields`` are those of :class:`WithdrawalRequest`.

    Raises:
        PermissionDenied: no right, the page is not public, or a proposal waits already.
    """
    if not may_propose(user):
        raise PermissionDenied(_("You may not propose a withdrawal."))
    # Two proposals at the same moment take turns.
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    if not (page.live and page.can_be_withdrawn):
        raise PermissionDenied(_("Only a public release can be withdrawn."))
    earlier = withdrawal_of(page.pk)
    # A withdrawn text may still be taken down; nothing comes after that.
    if earlier is not None and earlier.kind in (WithdrawalKind.TAKEN_DOWN, fields.get("kind")):
        raise PermissionDenied(_("This release has been taken back already."))
    if fields.get("effective_at") is not None and fields["effective_at"] <= timezone.now():
        raise PermissionDenied(_("This time has passed already."))
    if open_request_of(page) is not None:
        raise PermissionDenied(_("A proposal for this release waits for a decision already."))
    request = WithdrawalRequest(page_id=page.pk, requested_by=user, **fields)
    request.full_clean(exclude=["page"])
    request.save()
    log(instance=page, action="newsroom.withdrawal.propose", user=user, data={"kind": request.kind})
    return request


@transaction.atomic
def refuse(request: WithdrawalRequest, *, user: User, now: datetime | None = None) -> None:
    """Decide against a proposal; the page stays public.

    Raises:
        PermissionDenied: ``user`` may not decide.
    """
    _close(request, user, now or timezone.now(), WithdrawalOutcome.REFUSED)
    log(instance=request.page.specific, action="newsroom.withdrawal.refuse", user=user, data={"kind": request.kind})


@transaction.atomic
def carry_out(request: WithdrawalRequest, *, user: User, now: datetime | None = None) -> Withdrawal | None:
    """Withdraw or take down the page of ``request``, and return the record.

    Where the proposal names a later time, the end is agreed now and comes by itself; nothing is returned.

    Raises:
        PermissionDenied: ``user`` may not decide, or the page is not public any more.
    """
    moment = now or timezone.now()
    Page.objects.select_for_update(no_key=True).get(pk=request.page_id)
    is_later = request.effective_at is not None and request.effective_at > moment
    if is_later and planned_end_of(request.page_id) is not None:
        raise PermissionDenied(_("This release has an agreed end already. Cancel it first."))
    _close(request, user, moment, WithdrawalOutcome.PLANNED if is_later else WithdrawalOutcome.DONE)
    page = request.page.specific
    if not (page.live and page.can_be_withdrawn):
        raise PermissionDenied(_("Only a public release can be withdrawn."))
    if not is_later:
        return _take_back(request, page, approver=user, moment=moment)
    page.plan_end(request.effective_at, request.kind)
    log(instance=page, action="newsroom.withdrawal.plan", user=user, data=_end_of(request))
    return None


@transaction.atomic
def cancel_end(request: WithdrawalRequest, *, user: User) -> None:
    """Take an agreed end away before it comes; the page stays public.

    Raises:
        PermissionDenied: ``user`` has no right to this kind of withdrawal, or the end has come.
    """
    if not (user.is_active and user.has_perm(RIGHTS[WithdrawalKind(request.kind)])):
        raise PermissionDenied(_("You may not cancel this end."))
    Page.objects.select_for_update(no_key=True).get(pk=request.page_id)
    still_planned = WithdrawalRequest.objects.filter(pk=request.pk, outcome=WithdrawalOutcome.PLANNED)
    if not still_planned.filter(effective_at__gt=timezone.now()).update(outcome=WithdrawalOutcome.CANCELLED):
        raise PermissionDenied(_("This end has come already."))
    page = request.page.specific
    page.plan_end(None, "")
    log(instance=page, action="newsroom.withdrawal.cancel", user=user, data=_end_of(request))


def carry_out_ends(now: datetime) -> int:
    """Write the records of agreed ends whose time has come; return how many. For the clock.

    Readers do not wait for this: the pages say themselves that they have ended. One that fails holds up no other.
    """
    due = WithdrawalRequest.objects.filter(outcome=WithdrawalOutcome.PLANNED, effective_at__lte=now)
    done = 0
    for key in list(due.order_by("effective_at", "pk").values_list("pk", flat=True)):
        try:
            done += _carry_out_end(key)
        except Exception:
            logger.exception("The agreed end %s could not be carried out; it is tried again.", key)
    return done


@transaction.atomic
def _carry_out_end(key: int) -> bool:
    requests = WithdrawalRequest.objects.filter(pk=key, outcome=WithdrawalOutcome.PLANNED)
    request = requests.select_related("decided_by").first()
    if request is None:
        return False
    Page.objects.select_for_update(no_key=True).get(pk=request.page_id)
    # Whoever changes the row first carries it out; another process finds nothing left.
    if not requests.update(outcome=WithdrawalOutcome.DONE):
        return False
    # Who decided and when it ends are set with the outcome.
    approver, moment = cast("User", request.decided_by), cast(datetime, request.effective_at)
    _take_back(request, request.page.specific, approver=approver, moment=moment)
    return True


def _take_back(request: WithdrawalRequest, page: EditorialPage, *, approver: User, moment: datetime) -> Withdrawal:
    """Write the record of ``request`` and take ``page`` back, in the caller's transaction."""
    withdrawal = Withdrawal.objects.create(
        page_id=page.pk,
        kind=request.kind,
        reason=request.reason,
        public_text=request.public_text,
        replacement=request.replacement,
        requested_by=request.requested_by,
        approved_by=approver,
        fingerprint=page.fingerprint(),
        created_at=moment,
    )
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=approver)
    slot = open_slot_of(page)
    if slot is not None:
        slot.end(SlotOutcome.CANCELLED, timezone.now())
    overtaken = WithdrawalRequest.objects.filter(page_id=page.pk, outcome=WithdrawalOutcome.PLANNED)
    overtaken.update(outcome=WithdrawalOutcome.CANCELLED)
    page.apply_withdrawal(withdrawal)
    clear_by_withdrawal(withdrawal, moment)
    log(
        instance=page,
        action=f"newsroom.withdrawal.{withdrawal.kind}",
        user=approver,
        data={"reason": withdrawal.reason, "text": withdrawal.public_text, "requested_by": request.requested_by_id},
    )
    outbox.enqueue("notice", subject="withdrawn", page=page.pk, people=[request.requested_by_id, page.owner_id])
    ledger.record_withdrawal(page, withdrawal)
    return withdrawal


def _end_of(request: WithdrawalRequest) -> dict[str, Any]:
    ends_at = cast(datetime, request.effective_at)
    return {"kind": request.kind, "reason": request.reason, "publish_at": ends_at.isoformat()}


def _close(request: WithdrawalRequest, user: User, now: datetime, outcome: WithdrawalOutcome) -> None:
    if not may_decide(user, request):
        raise PermissionDenied(_("Another person with this right must decide."))
    still_open = WithdrawalRequest.objects.filter(pk=request.pk, decided_at=None)
    if not still_open.update(decided_by=user, decided_at=now, outcome=outcome):
        raise PermissionDenied(_("This proposal has been decided already."))
