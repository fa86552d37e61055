"""The stage of a page, derived; nothing is stored twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import WorkflowState

from newsroom.editorial.enums import Stage
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.records import was_approved
from newsroom.editorial.models.schedule import open_slot_of

if TYPE_CHECKING:
    from newsroom.editorial.models import EditorialPage


def stage_of(page: EditorialPage) -> Stage:
    """Return the stage of ``page``. Costs up to four queries for a page that is not public."""
    if page.is_withdrawn:
        return Stage(page.withdrawn_as)
    state = page.current_workflow_state
    status = state.status if state else None
    if not page.live and open_embargo_of(page) is not None:
        return _stage_under_embargo(page, status)
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return Stage.PUBLIC_SUBMITTED if page.live else Stage.SUBMITTED
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Stage.PUBLIC_RETURNED if page.live else Stage.RETURNED
    if page.live and page.has_open_force:
        return Stage.PUBLIC_EMERGENCY
    if page.live:
        return Stage.PUBLIC_WITH_DRAFT if page.has_unpublished_changes else Stage.PUBLIC
    if page.pk and open_slot_of(page) is not None:
        return Stage.SCHEDULED
    return Stage.DRAFT


def _stage_under_embargo(page: EditorialPage, status: str | None) -> Stage:
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return Stage.EMBARGO_SUBMITTED
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Stage.EMBARGO_RETURNED
    return Stage.EMBARGO if was_approved(page) else Stage.EMBARGO_DRAFT
