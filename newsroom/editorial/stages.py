"""The stage of a page, derived; nothing is stored twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import WorkflowState

from newsroom.editorial.enums import Stage

if TYPE_CHECKING:
    from newsroom.editorial.models import EditorialPage


def stage_of(page: EditorialPage) -> Stage:
    """Return the stage of ``page``. Costs at most one query; none with prefetched workflow states."""
    state = page.current_workflow_state
    status = state.status if state else None
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return Stage.PUBLIC_SUBMITTED if page.live else Stage.SUBMITTED
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Stage.PUBLIC_RETURNED if page.live else Stage.RETURNED
    if page.live:
        return Stage.PUBLIC_WITH_DRAFT if page.has_unpublished_changes else Stage.PUBLIC
    return Stage.DRAFT
