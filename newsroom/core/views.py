"""Health addresses for process managers and load balancers; the style sheet of the site's own accent."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from newsroom.core import colours

logger = logging.getLogger(__name__)

_PROBE_KEY = "newsroom.core.readyz"


def _no_store(response: JsonResponse) -> JsonResponse:
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that this process is alive. Asks nothing else, so a database outage does not get the process killed."""
    return _no_store(JsonResponse({"status": "ok"}))


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when this process can serve readers, else 503 with the name of the first thing that is missing.

    The answer never carries an address, a user name or an error text: those go to the log.
    """
    for reason, check in _CHECKS.items():
        try:
            ready = check()
        except Exception:
            logger.exception("Not ready: %s", reason)
            ready = False
        if not ready:
            return _no_store(JsonResponse({"status": "unavailable", "reason": reason}, status=503))
    return _no_store(JsonResponse({"status": "ok", "checks": dict.fromkeys(_CHECKS, "ok")}))


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


class _Migrations:
    """Remembers a good answer: the files of a running process do not change, and building their graph is slow."""

    applied = False

    def are_applied(self) -> bool:
        if not self.applied:
            executor = MigrationExecutor(connection)
            self.applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self.applied


_migrations = _Migrations()


def _cache_answers() -> bool:
    cache.set(_PROBE_KEY, "ok", 10)
    return cache.get(_PROBE_KEY) == "ok"


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "migrations": _migrations.are_applied,
    "cache": _cache_answers,
}


@require_safe
def accent(request: HttpRequest, light: str, dark: str) -> HttpResponse:
    """Answer the style sheet of the accent. The colours are in its address, so that it may be kept for ever."""
    if (f"#{light}", f"#{dark}") != settings.NEWSROOM_ACCENTS:
        raise Http404
    response = HttpResponse(colours.accent_sheet(*settings.NEWSROOM_ACCENTS), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
