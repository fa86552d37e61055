"""What happens when the last review of a workflow is passed.

Wagtail imports this module while it still defines its own models, so ours are imported on call.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the approved text, or leave it to its slot; named by ``WAGTAIL_FINISH_WORKFLOW_ACTION``.

    Wagtail's own action would publish the latest revision, whoever wrote it. A text that
    is approved after its time goes out at once.

    Raises:
        NotEntitled: the workflow came to its end without an approval.
    """
    from newsroom.editorial.actions import publish_approval
    from newsroom.editorial.clock import publish_in_slot
    from newsroom.editorial.models import Approval, NotEntitled, Slot

    approval = (
        Approval.objects.filter(
            submission__task_state__workflow_state=workflow_state,
            entitlement__isnull=True,
        )
        .order_by("-pk")
        .first()
    )
    if approval is None:
        raise NotEntitled("The workflow ended without an approval.")
    now = timezone.now()
    slot = Slot.objects.open().filter(page_id=approval.page_id).first()
    if slot is None:
        publish_approval(approval, user=user, now=now)
    elif slot.publish_at <= now:
        publish_in_slot(slot, approval, now=now)
