"""The guard of every address of the admin that names a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.core.refusals import forbidden
from newsroom.editorial.audit_refusals import PAGE_ARGUMENTS
from newsroom.editorial.visibility import knows_all

SEVERAL_PAGES = "wagtailadmin_choose_page_chosen_multiple"
# They ask themselves: what was public may be withdrawn, and its record read, by people of other desks.
ASK_THEMSELVES = frozenset({"newsroom_withdrawal", "newsroom_release_record"})


class PageVisibilityMiddleware:
    """403 before the view, where a person asks for a page of another desk.

    Wagtail's views check what may be done with a page, and some name it while they refuse; a single rule in front of
    all of them also holds for views that come with the next version.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the view's place, or let it answer."""
        match = request.resolver_match
        if match is None or not request.path.startswith(self.admin_path) or match.view_name in ASK_THEMSELVES:
            return None
        keys = {kwargs[name] for name in PAGE_ARGUMENTS if isinstance(kwargs.get(name), int)}
        if match.view_name == SEVERAL_PAGES:
            keys = {int(key) for key in request.GET.getlist("id") if key.isdecimal()}
        # Without access to the admin, the view itself leads to the sign-in.
        if not keys or not request.user.has_perm("wagtailadmin.access_admin") or knows_all(request.user, keys):
            return None
        return forbidden(request, _("This page belongs to another desk."))
