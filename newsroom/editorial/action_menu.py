"""The buttons at the foot of the editor: one primary action for each state and role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from newsroom.editorial.emergency import may_force
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.models import EditorialPage

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
    "action-emergency",
)
ICONS = {ReviewAction.RETURN.value: "arrow-left", ReviewAction.SCHEDULE.value: "calendar-alt"}


class EmergencyMenuItem(ActionMenuItem):
    """Leads to the page on which a duty editor publishes alone; apart from the others, in red, and never one click."""

    name = "action-emergency"
    label = _("Publish in an emergency…")
    icon_name = "warning"
    classname = "no nr-emergency"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or context["locked_for_user"] or not isinstance(page, EditorialPage):
            return False
        return may_force(context["request"].user, page)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("newsroom_emergency", args=[parent_context["page"].pk])


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
    emergencies = [item for item in menu_items[1:] if item.name == EmergencyMenuItem.name]
    for item in emergencies:
        # On top of the drop-up, as far from the primary button as can be.
        menu_items.remove(item)
        menu_items.insert(1, item)


def _labels(page: Any, request: HttpRequest) -> dict[str, str]:
    task = page.current_workflow_task
    return {name: label for name, label, _modal in task.get_actions(page, request.user)} if task else {}


def _rank(item: Any) -> int:
    return ORDER.index(item.name) if item.name in ORDER else len(ORDER)
