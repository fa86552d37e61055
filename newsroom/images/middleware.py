"""Turns the database's refusal to delete into an answer that people understand."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

CONFLICT = 409


class ProtectedDeletionMiddleware:
    """409 with the reason instead of an error page, for files of public pages and all that records refer to.

    Wagtail's delete views, single and bulk, let the error through.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the admin; elsewhere nothing is deleted."""
        if not isinstance(exception, ProtectedError) or not request.path.startswith(self.admin_path):
            return None
        reason = _("A public page or a record depends on this, so it cannot be deleted.")
        return render(request, "wagtailadmin/newsroom/forbidden.html", {"reason": reason}, status=CONFLICT)
