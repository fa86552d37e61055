"""Ends idle and overlong sessions, and asks for the second factor where it is required."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from . import session

Next = Callable[[HttpRequest], HttpResponse]


class IdleSessionMiddleware:
    """Signs out whoever was away too long.

    Only the paths of staff are watched: a public page must not depend on a session.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.watched = (reverse("wagtailadmin_home"), reverse("account_login").removesuffix("login/"), "/dokumen/")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_staff_request(request):
            return self.get_response(request)
        if session.seconds_left(request.session) <= 0:
            logout(request)
            messages.info(request, _("You were signed out because you were away for some time. Please sign in again."))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Note activity once it is known which view answers."""
        if self.is_staff_request(request) and session.is_activity(request):
            session.touch(request.session)

    def is_staff_request(self, request: HttpRequest) -> bool:
        """True for somebody signed in at a path of staff; looks at the session only where there is one."""
        return (
            request.path.startswith(self.watched)
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and request.user.is_authenticated
        )


class SecondFactorMiddleware:
    """Keeps accounts out of the admin until this session has passed a second factor.

    Active with NEWSROOM_REQUIRE_SECOND_FACTOR. An account without one is led to set it up.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.NEWSROOM_REQUIRE_SECOND_FACTOR
            and request.path.startswith(self.admin_path)
            and request.user.is_authenticated
            and not has_second_factor(request)
        ):
            return self.ask(request)
        return self.get_response(request)

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Lead to enrolment, or back to sign-in where a factor exists that this session has not used."""
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return HttpResponse(status=403)
        if Authenticator.objects.filter(user=request.user).exists():
            logout(request)
            return redirect("account_login")
        messages.warning(request, _("Set up a second factor to enter the newsroom."))
        return redirect("mfa_activate_totp")


def has_second_factor(request: HttpRequest) -> bool:
    """True when this session was opened with a second factor, or has just set one up."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
