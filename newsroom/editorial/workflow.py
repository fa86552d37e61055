"""What happens when the last review of a workflow is passed.

Wagtail imports this module while it still defines its own models, so ours are imported on call.
"""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the approved text; named by ``WAGTAIL_FINISH_WORKFLOW_ACTION``.

    Wagtail's own action would publish the latest revision, whoever wrote it.

    Raises:
        NotEntitled: the workflow came to its end without an approval.
    """
    from newsroom.editorial.actions import publish_approval
    from newsroom.editorial.models import Approval, NotEntitled

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
    publish_approval(approval, user=user)
