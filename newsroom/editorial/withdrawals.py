"""Withdraw (the text stays readable under a notice) and take down (the text is hidden): two people, a public reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from newsroom.editorial import ledger, outbox
from newsroom.editorial.emergency import clear_by_withdrawal
from newsroom.editorial.enums import WithdrawalKind
from newsroom.editorial.models import EditorialPage, Withdrawal, WithdrawalRequest
from newsroom.editorial.models.withdrawal import withdrawal_of

if TYPE_CHECKING:
    from newsroom.users.models import User

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
    _close(request, user, now or timezone.now())
    log(instance=request.page.specific, action="newsroom.withdrawal.refuse", user=user, data={"kind": request.kind})


@transaction.atomic
def carry_out(request: WithdrawalRequest, *, user: User, now: datetime | None = None) -> Withdrawal:
    """Withdraw or take down the page of ``request``, and return the record.

    Raises:
        PermissionDenied: ``user`` may not decide, or the page is not public any more.
    """
    moment = now or timezone.now()
    Page.objects.select_for_update(no_key=True).get(pk=request.page_id)
    _close(request, user, moment)
    page = request.page.specific
    if not (page.live and page.can_be_withdrawn):
        raise PermissionDenied(_("Only a public release can be withdrawn."))
    withdrawal = Withdrawal.objects.create(
        page_id=page.pk,
        kind=request.kind,
        reason=request.reason,
        public_text=request.public_text,
        replacement=request.replacement,
        requested_by=request.requested_by,
        approved_by=user,
        fingerprint=page.fingerprint(),
        created_at=moment,
    )
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)
    page.apply_withdrawal(withdrawal)
    clear_by_withdrawal(withdrawal, moment)
    log(
        instance=page,
        action=f"newsroom.withdrawal.{withdrawal.kind}",
        user=user,
        data={"reason": withdrawal.reason, "text": withdrawal.public_text, "requested_by": request.requested_by_id},
    )
    outbox.enqueue("notice", subject="withdrawn", page=page.pk, people=[request.requested_by_id, page.owner_id])
    ledger.record_withdrawal(page, withdrawal)
    return withdrawal


def _close(request: WithdrawalRequest, user: User, now: datetime) -> None:
    if not may_decide(user, request):
        raise PermissionDenied(_("Another person with this right must decide."))
    closed = WithdrawalRequest.objects.filter(pk=request.pk, decided_at=None).update(decided_by=user, decided_at=now)
    if not closed:
        raise PermissionDenied(_("This proposal has been decided already."))
