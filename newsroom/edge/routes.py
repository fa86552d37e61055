"""Which addresses may be kept by caches, for how long, and which words of a query lead to a page of their own.

An address that is missing here is answered with ``private, no-store``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from newsroom.pages.masthead import DAY_PARAMETER

# Seconds. Every change is purged, so this is for what no purge tells of: view counts, the most read, related stories.
USUAL = 300
SHORT = 10
DAY_PAGES = ("sebelum", "sesudah")


@dataclass(frozen=True)
class Route:
    """How long a copy may be shown (seconds), and the query parameters that the view reads."""

    seconds: int = USUAL
    parameters: tuple[str, ...] = ()


LIST = Route(parameters=DAY_PAGES)
SEARCH_PARAMETERS = (
    *("q", "urut", "hal"),
    *("kanal", "instansi", "wilayah", "tag", "inisial", "dari", "sampai"),
)

ROUTES: dict[str, Route] = {
    # The front page, the news index and the standing pages.
    "wagtail_serve": Route(parameters=(*DAY_PAGES, DAY_PARAMETER)),
    "listings:article": Route(),
    "listings:tag": LIST,
    "listings:agency": LIST,
    "listings:region": LIST,
    "listings:byline": LIST,
    "listings:channel": LIST,
    "listings:tag_index": Route(parameters=("huruf", "setelah")),
    "listings:agency_index": Route(),
    "listings:region_index": Route(),
    "listings:archive": Route(),
    "listings:archive_year": LIST,
    "listings:archive_month": LIST,
    "listings:archive_day": LIST,
    "listings:corrections": LIST,
    "listings:change": Route(),
    "listings:search": Route(seconds=SHORT, parameters=SEARCH_PARAMETERS),
    "syndication:feed": Route(),
    "syndication:feed_rss": Route(),
    "syndication:feed_subject": Route(),
    "syndication:sitemap": Route(),
    "syndication:sitemap_pages": Route(),
    "syndication:sitemap_month": Route(),
    "syndication:robots": Route(),
    "syndication:security_txt": Route(),
}


def route_of(request: HttpRequest) -> Route | None:
    """Return the route that ``request`` asks for, if copies of its answers may be kept."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return ROUTES.get(match.view_name)


def keep_known_parameters(request: HttpRequest, route: Route) -> str:
    """Let the view see only the parameters that belong to its route; return them as a query in one fixed order.

    So two addresses that differ in anything else have one page, and one copy.
    """
    given = QueryDict(request.META.get("QUERY_STRING", ""))
    kept = QueryDict(mutable=True)
    for name in route.parameters:
        if name in given:
            kept.setlist(name, given.getlist(name))
    # get_full_path() keeps the whole query: redirects of the old site are found by it.
    request.GET = kept  # type: ignore[assignment]
    return kept.urlencode()
