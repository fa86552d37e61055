"""Two people on one text: the second save is answered 409 with both texts, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from newsroom.editorial.models.page import EditorialPage, StaleTextError

# What identifies the version that a form was opened with, as Wagtail's editor posts it.
LOADED = "loaded_revision_id"
LOADED_AT = "loaded_revision_created_at"
OWN_AUTOSAVE = "overwrite_revision_id"


def expect_loaded_version(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Note the version that the form was opened with on ``page``; answer 409 if it is not the newest.

    The note makes :meth:`EditorialPage.save_revision` compare again under a row lock, where two
    requests cannot pass each other.
    """
    if request.method != "POST" or not isinstance(page, EditorialPage):
        return None
    loaded = request.POST.get(OWN_AUTOSAVE) or request.POST.get(LOADED)
    if not loaded:
        return None
    loaded_at = None if request.POST.get(OWN_AUTOSAVE) else request.POST.get(LOADED_AT)
    page.expected_version = (loaded, loaded_at)
    if _expects_json(request) or page.is_newest_version(Page.objects.get(pk=page.pk).latest_revision):
        # Wagtail answers its own autosave in its own words, where it sees the conflict.
        return None
    return conflict(request, page)


class ConflictMiddleware:
    """Answers 409 where a save lost the race after the form was accepted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a :class:`StaleTextError` into the page with both texts, or the answer that autosave understands."""
        if not isinstance(error, StaleTextError):
            return None
        if _expects_json(request):
            message = _("Saving will overwrite a newer version.")
            return JsonResponse(
                {"success": False, "error_code": "invalid_revision", "error_message": message}, status=400
            )
        return conflict(request, error.page)


def conflict(request: HttpRequest, page: EditorialPage) -> HttpResponse:
    """Answer 409: the person's own text beside the newest one, and a way to keep either."""
    newest = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    mine = (
        type(newest)
        .get_edit_handler()
        .get_form_class()(
            request.POST, request.FILES, instance=newest, parent_page=newest.get_parent(), for_user=request.user
        )
    )
    mine.defer_required_fields()
    posted = mine.save(commit=False) if mine.is_valid() else None
    theirs = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    revision = theirs.latest_revision
    context = {
        "page": theirs,
        "mine": list(readable_parts(posted)) if posted else [("", "\n".join(_posted_words(request)))],
        "theirs": list(readable_parts(theirs)),
        "changed_by": revision.user if revision else None,
        "changed_at": revision.created_at if revision else None,
        "fields": list(_fields_on_top_of(request, revision)),
    }
    return render(request, "wagtailadmin/newsroom/conflict.html", context, status=409)


def readable_parts(page: EditorialPage) -> Iterator[tuple[str, str]]:
    """Yield label and words of what a person types into ``page``."""
    for name in ("title", "lead", "introduction", "tagline", "body"):
        if hasattr(page, name):
            value = getattr(page, name)
            label = str(page._meta.get_field(name).verbose_name)
            words = "\n".join(value.stream_block.get_searchable_content(value)) if name == "body" else str(value)
            yield label, words


def _posted_words(request: HttpRequest) -> Iterator[str]:
    """Yield the text of a form that cannot be read as a page, so that it can at least be copied."""
    for name in request.POST:
        value = str(request.POST[name])
        if name in ("title", "lead") or (name.endswith("-value") and value.strip()):
            yield value


def _fields_on_top_of(request: HttpRequest, revision: Any) -> Iterator[tuple[str, str]]:
    """Yield the posted fields again, based on the newest version."""
    for name, values in request.POST.lists():
        if name not in (LOADED, LOADED_AT, OWN_AUTOSAVE, "csrfmiddlewaretoken") and not name.startswith("action-"):
            for value in values:
                yield name, value
    if revision:
        yield LOADED, str(revision.pk)
        yield LOADED_AT, revision.created_at.isoformat()


def _expects_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")
