"""Refused attempts, each in the audit log: who, from where, which page, and why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.constants import ERROR
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, override

from newsroom.editorial import audit

logger = logging.getLogger(__name__)

REFUSALS = frozenset({403, 429})
# The words with which Wagtail leads a refused person to the admin's home.
WAGTAIL_REFUSES = "Sorry, you do not have permission to access this area."
# How Wagtail's addresses, and ours, name the page they are about.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")
# Lines that one network may write in a minute without being signed in: nobody outside fills the table.
OUTSIDERS_LINES = 20
WINDOW_SECONDS = 60
LONGEST_REASON = 300


class RefusalMiddleware:
    """Write down every answer that refuses.

    It runs outside the transaction of the view, so the line stays when that is rolled back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.home = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in REFUSALS or self._leads_away(request, response):
            self._note(request, response)
        return response

    def _leads_away(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        """Whether this is Wagtail's refusal: back to the home of the admin, with a message."""
        if response.status_code != 302 or response.headers.get("Location") != self.home:
            return False
        messages = get_messages(request)
        words = _in_every_language(WAGTAIL_REFUSES)
        refused = any(message.level == ERROR and str(message.message).strip() in words for message in messages)
        # Looking at the messages must not use them up.
        messages.used = False  # type: ignore[union-attr]
        return refused

    def _note(self, request: HttpRequest, response: HttpResponseBase) -> None:
        try:
            if not request.user.is_authenticated and not _may_write(audit.network_of(request)):
                return
            audit.record(audit.REFUSED, page=_page_of(request), request=request, data=_described(response))
        except DatabaseError:
            # The refusal stands, whether or not it can be written down.
            logger.exception("A refused attempt at %s could not be written to the audit log.", request.path)


def _in_every_language(message: str) -> set[str]:
    """Return ``message`` in the languages that people may choose for the admin."""
    words = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.add(gettext(message))
    return words


def _described(response: HttpResponseBase) -> dict[str, Any]:
    reason = getattr(response, "refusal_reason", "")
    return {"status": response.status_code, **({"reason": reason[:LONGEST_REASON]} if reason else {})}


def _page_of(request: HttpRequest) -> int | None:
    match = request.resolver_match
    if match is None:
        return None
    return next((match.kwargs[name] for name in PAGE_ARGUMENTS if isinstance(match.kwargs.get(name), int)), None)


def _may_write(network: str) -> bool:
    key = f"audit-outsiders:{network}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) <= OUTSIDERS_LINES
    except ValueError:
        # The minute ended in between.
        return True
