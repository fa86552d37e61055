"""The buttons at the foot of the editor: one primary action for each state and role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from newsroom.editorial.enums import ReviewAction

# Never shown: these acts do not exist in the newsroom, whatever the rights.
REMOVED = frozenset({"action-publish", "action-unpublish", "action-restart-workflow"})
# The first one present becomes the primary button.
ORDER = (
    ReviewAction.APPROVE.value,
    ReviewAction.SCHEDULE.value,
    ReviewAction.RETURN.value,
    "action-submit",
    "action-save-draft",
    "action-cancel-workflow",
)
ICONS = {ReviewAction.RETURN.value: "arrow-left", ReviewAction.SCHEDULE.value: "calendar-alt"}


def arrange_action_menu(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the next step first, name it in the newsroom's words and drop what nobody may do."""
    menu_items[:] = [item for item in menu_items if item.name not in REMOVED]
    page = context.get("page")
    is_under_review = page is not None and page.workflow_in_progress
    # Wagtail adds "and publish" to the label of an approval; the task's own words say what happens.
    labels = _labels(page, request) if is_under_review else {}
    for item in menu_items:
        item.label = labels.get(item.name, item.label)
        item.icon_name = ICONS.get(item.name, item.icon_name)
    if not is_under_review and not any(item.name == "action-submit" for item in menu_items):
        menu_items[:] = [item for item in menu_items if item.name != "action-cancel-workflow"]
    menu_items.sort(key=_rank)


def _labels(page: Any, request: HttpRequest) -> dict[str, str]:
    task = page.current_workflow_task
    return {name: label for name, label, _modal in task.get_actions(page, request.user)} if task else {}


def _rank(item: Any) -> int:
    return ORDER.index(item.name) if item.name in ORDER else len(ORDER)
