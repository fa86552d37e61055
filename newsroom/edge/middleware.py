"""What may be kept of an answer, said in its headers; and, without an edge in front, answers from copies.

It stands before sessions and accounts, so a page that is kept costs none of them. Whoever brings a session (staff) gets
every page made for the moment, and no cache keeps it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock_time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from newsroom.core.cache_tags import Shown, collecting, show
from newsroom.edge import copies, shelf, surrogates
from newsroom.edge.copies import Copy
from newsroom.edge.routes import Route, keep_known_parameters, route_of

PRIVATE = "private, no-store"
# On every page: the masthead with its channels.
EVERYWHERE = "site"
KEPT_STATUSES = frozenset({200, 410})
SAFE_METHODS = frozenset({"GET", "HEAD"})


class EdgeMiddleware:
    """Answers readers from copies, and marks what caches may keep."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        route = route_of(request) if _is_readers(request) else None
        if route is None:
            return self._answer_privately(request)
        query = keep_known_parameters(request, route)
        # Addresses with a query are many and seldom asked twice: keeping them would push out what is read.
        if not settings.NEWSROOM_PAGE_CACHE or query or request.method != "GET":
            return self._answer(request, route)
        return self._answer_from_copy(request, route)

    def _answer_privately(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in SAFE_METHODS and (_has_session(request) or "Cache-Control" not in response):
            response["Cache-Control"] = PRIVATE
        return response

    def _make(self, request: HttpRequest) -> tuple[HttpResponse, Shown]:
        """Return the answer made now, and what it shows. One that may not be kept is marked so."""
        with collecting() as shown:
            show(EVERYWHERE)
            response = self.get_response(request)
        if not may_be_kept(response) and "Cache-Control" not in response:
            response["Cache-Control"] = copies.READERS if response.status_code < 500 else PRIVATE
        return response, shown

    def _answer(self, request: HttpRequest, route: Route) -> HttpResponse:
        response, shown = self._make(request)
        if not may_be_kept(response):
            return response
        if response.status_code == 200:
            digest = copies.digest_of(response.content)
            if copies.is_known(request, digest):
                response = _without_content(response)
            response["ETag"] = copies.entity_tag(digest)
        copies.mark_public(response)
        now = time.time()
        surrogates.tell(response, shown.tags, now, *times_of(shown, route, now))
        return response

    def _answer_from_copy(self, request: HttpRequest, route: Route) -> HttpResponse:
        key = shelf.key_of(request)
        kept = shelf.take(key)
        now = time.time()
        usable = kept if kept is not None and kept.is_true(now) and shelf.is_good(kept) else None
        if usable is not None and usable.is_fresh(now):
            return copies.respond(request, usable, now)
        if not shelf.begin(key):
            # Somebody makes it. A copy that only grew old will do meanwhile; one that was purged will not.
            usable = usable or shelf.wait_for(key)
            if usable is not None:
                return copies.respond(request, usable, time.time())
        try:
            return self._make_copy(request, route, key, kept, usable)
        finally:
            shelf.end(key)

    def _make_copy(
        self, request: HttpRequest, route: Route, key: str, kept: Copy | None, usable: Copy | None
    ) -> HttpResponse:
        number = shelf.number()
        response, shown = self._make(request)
        now = time.time()
        if response.status_code >= 500 and usable is not None and usable.is_true(now):
            # Better the page of some minutes ago than none.
            return copies.respond(request, usable, now)
        if not may_be_kept(response):
            return response
        fresh, true = times_of(shown, route, now)
        copy = copies.after(copies.make(response, tuple(sorted(shown.tags)), number or 0, fresh, true), kept)
        if number is not None:
            shelf.put(key, copy)
        return copies.respond(request, copy, now)


def _is_readers(request: HttpRequest) -> bool:
    """Whether this is the request of a reader; a preview comes without one (Wagtail's dummy request)."""
    return (
        request.method in SAFE_METHODS
        and not _has_session(request)
        and "Authorization" not in request.headers
        and not getattr(request, "is_dummy", False)
    )


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def may_be_kept(response: HttpResponse) -> bool:
    """Whether the answer is the same for everybody, and one that caches keep."""
    vary = response.get("Vary", "").lower()
    control = response.get("Cache-Control", "")
    return (
        response.status_code in KEPT_STATUSES
        and not response.streaming
        and not response.cookies
        and "cookie" not in vary
        and "*" not in vary
        and "private" not in control
        and "no-store" not in control
    )


def times_of(shown: Shown, route: Route, now: float) -> tuple[float, float | None]:
    """Return until when the answer is fresh, and until when it is true (None: no end), in seconds since 1970.

    Every page prints the day, so none is fresh beyond midnight.
    """
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, clock_time.min)).timestamp()
    true = shown.true_until.timestamp() if shown.true_until else None
    limits = [now + route.seconds, midnight]
    if shown.fresh_until is not None:
        limits.append(shown.fresh_until.timestamp())
    if true is not None:
        limits.append(true)
    return min(limits), true


def _without_content(response: HttpResponse) -> HttpResponse:
    unchanged = HttpResponseNotModified()
    for name, value in response.items():
        if name.lower() not in {"content-type", "content-length"}:
            unchanged[name] = value
    return unchanged
