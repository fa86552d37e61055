"""What stands in front of the admin's addresses that name a page: who may see it, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from newsroom.core.refusals import forbidden
from newsroom.editorial.audit_refusals import PAGE_ARGUMENTS
from newsroom.editorial.tree import take_turns
from newsroom.editorial.visibility import knows_all

SEVERAL_PAGES = "wagtailadmin_choose_page_chosen_multiple"
# They ask themselves: what was public may be withdrawn, and its record read, by people of other desks.
ASK_THEMSELVES = frozenset({"newsroom_withdrawal", "newsroom_release_record"})
MOVE = "wagtailadmin_pages:move_confirm"


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


class MovesTakeTurnsMiddleware:
    """Lets Wagtail's view move a page in a transaction of its own, after the locks of :mod:`newsroom.editorial.tree`.

    The view reads page and desk itself, so it must do that while it holds the locks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer a move in the view's place."""
        match = request.resolver_match
        if match is None or match.view_name != MOVE or request.method != "POST":
            return None
        page = Page.objects.filter(pk=kwargs["page_to_move_id"]).first()
        target = Page.objects.filter(pk=kwargs["destination_id"]).first()
        if page is None or target is None:
            return None
        with transaction.atomic():
            take_turns([page], target)
            return view(request, *args, **kwargs)
