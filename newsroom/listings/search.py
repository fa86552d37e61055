"""Search over public articles with the site's search back end (SQLite or PostgreSQL).

The back end finds, the order is made here. The work is bounded: at most :data:`MATCH_LIMIT` matches, the newest, are
looked at, ordered and paged through. Ranking every match of a common word takes seconds, and nobody reads page 51.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from newsroom.articles.models import ArticlePage
from newsroom.core import pagination
from newsroom.core.text import normalise
from newsroom.listings.release_numbers import article_numbered
from newsroom.listings.views import public_articles

MATCH_LIMIT = 1000  # articles
QUERY_LENGTH = 200  # characters
QUERY_TERMS = 12  # words; each further one makes the database work more and the result no better

TITLE_WEIGHT, LEAD_WEIGHT, PHRASE_WEIGHT = 4, 2, 3

RELEVANCE = "relevan"
NEWEST = "terbaru"

# Letters and figures only: quotes, stars and colons are operators to the search back ends.
_TERM = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SearchResult:
    """One page of found articles. ``count`` stops at MATCH_LIMIT; ``is_partial`` says that there were more."""

    articles: list[ArticlePage]
    count: int
    is_partial: bool
    page_number: int
    last_page: int


def clean_query(text: str) -> str:
    """Return the words searched for as they are shown again: one line, bounded, without invisible characters."""
    return normalise(text[: QUERY_LENGTH * 4])[:QUERY_LENGTH].rstrip()


def terms_of(query: str) -> list[str]:
    """Return the words in ``query`` that can be looked up, without repetition."""
    return list(dict.fromkeys(_TERM.findall(query.casefold())))[:QUERY_TERMS]


def find_articles(terms: list[str], *, order: str = RELEVANCE, page_number: int = 1) -> SearchResult:
    """Return a page of the public articles that contain all ``terms``: two queries plus those of a list.

    Raises Http404 for a page that does not exist.
    """
    per_page = pagination.PER_PAGE
    matches = public_articles().search(" ".join(terms), order_by_relevance=False).get_queryset()
    newest_first = matches.order_by("-published_at", "-pk").values_list("pk", "title", "lead")
    found = list(newest_first[: MATCH_LIMIT + 1])
    is_partial, found = len(found) > MATCH_LIMIT, found[:MATCH_LIMIT]
    last_page = max(1, -(-len(found) // per_page))
    if not 1 <= page_number <= last_page:
        raise Http404
    if order == RELEVANCE:
        found.sort(key=lambda row: relevance(terms, title=row[1], lead=row[2]), reverse=True)
    start = (page_number - 1) * per_page
    shown = [pk for pk, _title, _lead in found[start : start + per_page]]
    articles = public_articles().for_listing().in_bulk(shown) if shown else {}
    return SearchResult(
        # One that was withdrawn between the queries is left out.
        articles=[articles[pk] for pk in shown if pk in articles],
        count=len(found),
        is_partial=is_partial,
        page_number=page_number,
        last_page=last_page,
    )


def relevance(terms: list[str], *, title: str, lead: str) -> int:
    """Return how much an article that holds all ``terms`` is about them: more the further up they stand.

    News is ranked by where the words stand and then by date, and the same on every database. The ranks of the back ends
    count how often a word occurs in the text; SQLite's takes minutes for a common word: it searches anew for each row.
    """
    title_words, lead_words = _words(title), _words(lead)
    score = sum(TITLE_WEIGHT * (term in title_words) + LEAD_WEIGHT * (term in lead_words) for term in terms)
    if len(terms) > 1 and f" {' '.join(terms)} " in f" {' '.join(title_words)} ":
        score += PHRASE_WEIGHT
    return score


def _words(text: str) -> list[str]:
    return _TERM.findall(normalise(text).casefold())


def result_count_label(result: SearchResult) -> str:
    """Return how many were found, in words that are true: beyond the limit nobody has counted."""
    if result.is_partial:
        return _("More than %(count)d articles") % {"count": result.count}
    return ngettext("%(count)d article", "%(count)d articles", result.count) % {"count": result.count}


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("hal", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", asked, re.ASCII):
        raise Http404
    return int(asked)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the search form, and the articles found when something was asked. No input is an error."""
    query = clean_query(request.GET.get("q", ""))
    order = NEWEST if request.GET.get("urut") == NEWEST else RELEVANCE
    terms = terms_of(query)
    numbered = article_numbered(query)
    if numbered is not None:
        result: SearchResult | None = SearchResult([numbered], count=1, is_partial=False, page_number=1, last_page=1)
    else:
        result = find_articles(terms, order=order, page_number=_page_number(request)) if terms else None
    did_search = bool(query)

    def address(number: int) -> str:
        parameters = {"q": query, "urut": order} | ({"hal": str(number)} if number > 1 else {})
        return f"{request.path}?{urlencode(parameters)}"

    links: dict[str, str | None] = {"newer": None, "older": None}
    if result is not None:
        links["newer"] = address(result.page_number - 1) if result.page_number > 1 else None
        links["older"] = address(result.page_number + 1) if result.page_number < result.last_page else None
    context = {
        "kind": "search",
        "subject": None,
        "heading": _("Search results for “%(query)s”") % {"query": query} if did_search else _("Search"),
        "introduction": "",
        "query": query,
        "order": order,
        "did_search": did_search,
        "articles": result.articles if result else [],
        "result_count_label": result_count_label(result) if result else "",
        "page_links": links,
        "page_number": result.page_number if result else 1,
        "canonical_path": request.path,
    }
    return render(request, "listings/search.html", context)
