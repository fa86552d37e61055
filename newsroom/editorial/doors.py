"""The doors of Wagtail's admin that would lead round the workflow: shut with 403, not with a silent save."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsroom.core.refusals import forbidden
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.models import EditorialPage

# Bulk actions on pages that would change what the public sees.
CLOSED_BULK_ACTIONS = frozenset({"publish", "unpublish"})


def refuse_publishing_on_create(request: HttpRequest, parent: Any, page_class: type) -> HttpResponse | None:
    """Answer 403 to a new page that asks to be published at once."""
    if request.method == "POST" and issubclass(page_class, EditorialPage) and "action-publish" in request.POST:
        return _refuse_going_live(request)
    return None


def refuse_unavailable_actions(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer 403 to actions that the page does not offer to this person.

    Wagtail's edit view treats such a request as an ordinary save, so the person would
    believe that it worked.
    """
    if request.method != "POST" or not isinstance(page, EditorialPage):
        return None
    if "action-publish" in request.POST:
        return _refuse_going_live(request)
    tester = page.permissions_for_user(request.user)
    if {"action-submit", "action-restart-workflow"} & request.POST.keys() and not tester.can_submit_for_moderation():
        return forbidden(request, _("You may not submit this release."))
    if "action-workflow-action" in request.POST:
        return _refuse_unavailable_decision(request, page)
    return None


def _refuse_unavailable_decision(request: HttpRequest, page: EditorialPage) -> HttpResponse | None:
    task = page.current_workflow_task
    wanted = request.POST.get("workflow-action-name", "")
    offered = {name for name, _label, _modal in task.get_actions(page, request.user)} if task else set()
    if wanted not in offered:
        return forbidden(request, _("Another editor must decide on this text."))
    loaded = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id")
    if loaded and loaded != str(page.latest_revision_id):
        return forbidden(request, _("The text has changed since you opened it. Reload it and read it again."))
    if wanted in (ReviewAction.APPROVE, ReviewAction.SCHEDULE) and _changes_the_text(request, page):
        return forbidden(
            request,
            _("You changed the text. Save it first; then another editor approves it, because you now stand behind it."),
        )
    return None


def _changes_the_text(request: HttpRequest, page: EditorialPage) -> bool:
    """Whether the posted form says something else than the text that lies before the reviewers."""
    posted = page.get_latest_revision_as_object()
    before = posted.fingerprint()
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(
        request.POST, request.FILES, instance=posted, parent_page=posted.get_parent(), for_user=request.user
    )
    if not form.is_valid():
        # Wagtail shows the errors and approves nothing.
        return False
    return form.save(commit=False).fingerprint() != before


def refuse_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer 403 wherever Wagtail is about to publish or unpublish an editorial page by itself."""
    return _refuse_going_live(request) if isinstance(page.specific, EditorialPage) else None


def refuse_public_copy(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer 403 to a copy that asks to be public, an alias, or a whole branch."""
    asks_for_more = {"publish_copies", "alias", "copy_subpages"} & request.POST.keys()
    if request.method == "POST" and asks_for_more and isinstance(page.specific, EditorialPage):
        return forbidden(request, _("A copy is a draft of its own and is approved for itself."))
    return None


def refuse_convert_alias(request: HttpRequest, page: Any) -> HttpResponse:
    """Answer 403: there are no aliases to convert."""
    return forbidden(request, _("Aliases are switched off: each public page is approved for itself."))


def refuse_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """Answer 403 to bulk actions that would publish or unpublish editorial pages."""
    if action_type in CLOSED_BULK_ACTIONS and action.model.__name__ == "Page":
        return _refuse_going_live(request)
    return None


def _refuse_going_live(request: HttpRequest) -> HttpResponse:
    return forbidden(request, _("A release goes public only through an editor's approval."))
