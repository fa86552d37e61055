"""The doors of Wagtail's admin that would lead round the workflow: shut with 403, not with a silent save."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.editorial.models import EditorialPage

# Bulk actions on pages that change what the public sees or where a page lies.
CLOSED_BULK_ACTIONS = frozenset({"publish", "unpublish"})


def refuse_publishing_on_create(request: HttpRequest, parent: Any, page_class: type) -> None:
    """Answer 403 to a new page that asks to be published at once."""
    if request.method == "POST" and issubclass(page_class, EditorialPage) and "action-publish" in request.POST:
        raise PermissionDenied(_("A release goes public only through an editor's approval."))


def refuse_unavailable_actions(request: HttpRequest, page: Any) -> None:
    """Answer 403 to actions that the page does not offer to this person.

    Wagtail's edit view treats such a request as an ordinary save, so the person would
    believe that it worked.
    """
    if request.method != "POST" or not isinstance(page, EditorialPage):
        return
    if "action-publish" in request.POST:
        raise PermissionDenied(_("A release goes public only through an editor's approval."))
    tester = page.permissions_for_user(request.user)
    if {"action-submit", "action-restart-workflow"} & request.POST.keys() and not tester.can_submit_for_moderation():
        raise PermissionDenied(_("You may not submit this release."))
    if "action-workflow-action" in request.POST:
        _refuse_unavailable_decision(request, page)


def _refuse_unavailable_decision(request: HttpRequest, page: EditorialPage) -> None:
    task = page.current_workflow_task
    wanted = request.POST.get("workflow-action-name", "")
    offered = {name for name, _label, _modal in task.get_actions(page, request.user)} if task else set()
    if wanted not in offered:
        raise PermissionDenied(_("Another editor must decide on this text."))
    loaded = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
    if loaded and loaded != str(page.latest_revision_id):
        raise PermissionDenied(_("The text has changed since you opened it. Reload it and read it again."))


def refuse_publishing(request: HttpRequest, page: Any) -> None:
    """Answer 403 wherever Wagtail is about to publish or unpublish an editorial page by itself."""
    if isinstance(page.specific, EditorialPage):
        raise PermissionDenied(_("A release goes public only through an editor's approval."))


def refuse_public_copy(request: HttpRequest, page: Any) -> None:
    """Answer 403 to a copy that asks to be public, an alias, or a whole branch."""
    asks_for_more = {"publish_copies", "alias", "copy_subpages"} & request.POST.keys()
    if request.method == "POST" and asks_for_more and isinstance(page.specific, EditorialPage):
        raise PermissionDenied(_("A copy is a draft of its own and is approved for itself."))


def refuse_convert_alias(request: HttpRequest, page: Any) -> None:
    """Answer 403: there are no aliases to convert."""
    raise PermissionDenied(_("Aliases are switched off: each public page is approved for itself."))


def refuse_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Answer 403 to bulk actions that publish, unpublish, or touch a page that the person may not touch."""
    pages = [item for item in objects if isinstance(getattr(item, "specific", item), EditorialPage)]
    if pages and action_type in CLOSED_BULK_ACTIONS:
        raise PermissionDenied(_("A release goes public only through an editor's approval."))
