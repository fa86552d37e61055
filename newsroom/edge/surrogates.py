"""What caches of our own in front (Varnish, a CDN) are told about an answer; readers do not get these headers."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

# Seconds that a copy may be shown when nothing behind the edge answers.
OUTAGE = 24 * 60 * 60


def tell(response: HttpResponse, tags: Iterable[str], now: float, fresh_until: float, true_until: float | None) -> None:
    """Write tags and times of a public answer into its headers, where an edge is configured.

    The same twice: ``Surrogate-…`` for Varnish and Fastly, ``Cache-Tag`` and ``CDN-Cache-Control`` for others.
    """
    if not settings.NEWSROOM_EDGE_HEADERS:
        return
    life = max(0, int(fresh_until - now))
    outage = OUTAGE if true_until is None else min(OUTAGE, max(0, int(true_until - now) - life))
    times = f"max-age={life}, stale-if-error={outage}"
    names = sorted(tags)
    response["Surrogate-Key"] = " ".join(names)
    response["Surrogate-Control"] = times
    response["Cache-Tag"] = ",".join(names)
    response["CDN-Cache-Control"] = f"public, {times}"
