"""The address that a reader's browser tells of a view."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsroom.metrics.counters import count_view, write_when_due

# Programs that run scripts and say who they are. Those that do not run scripts never get here.
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|headless|lighthouse|preview|monitor|python|curl|wget|java/|go-http|okhttp|scrapy|"
    r"facebookexternalhit|whatsapp|telegrambot",
    re.IGNORECASE,
)


@csrf_exempt  # No session is read and nothing is done for an account; a public page sets no cookie to compare with.
@require_POST
def count(request: HttpRequest, article_id: int) -> HttpResponse:
    """Count a view by a person. Always the same answer, so that nobody learns which numbers exist."""
    if is_person(request):
        count_view(article_id)
        write_when_due()
    response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    return response


def is_person(request: HttpRequest) -> bool:
    """Whether the request looks like a page of ours that a person has before them."""
    agent = request.headers.get("User-Agent", "")
    if not agent or _PROGRAMS.search(agent):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", "") or "prefetch" in request.headers.get("Purpose", ""):
        return False
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
