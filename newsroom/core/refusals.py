"""A refusal that says why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 403 with the reason, which the audit log also keeps.

    Wagtail turns a raised ``PermissionDenied`` into a redirect to the admin's home, which
    reads like a success; hooks and views may answer for themselves.
    """
    response = render(request, "wagtailadmin/newsroom/forbidden.html", {"reason": reason}, status=403)
    response.refusal_reason = str(reason)  # type: ignore[attr-defined]
    return response
