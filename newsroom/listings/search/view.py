"""The search page: the form, what was found, what it can be narrowed to, and what was perhaps meant."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from newsroom.articles.shown import show_articles
from newsroom.core import dates, pagination
from newsroom.core.cache_tags import show
from newsroom.core.stemming import stem
from newsroom.listings.release_numbers import article_numbered
from newsroom.listings.search import engine
from newsroom.listings.search.engine import NEWEST, RELEVANCE, Found, find
from newsroom.listings.search.filters import FROM, PARAMETERS, UNTIL, Filters, Named, names_of, read_filters
from newsroom.listings.search.query import Question, clean_query, read_question
from newsroom.listings.search.store import TooSlowError
from newsroom.listings.search.suggest import suggestion
from newsroom.listings.views import public_articles

FACETS_SHOWN = 6  # of each kind


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the form and the articles found when something was asked. No input is an error."""
    question = read_question(clean_query(request.GET.get("q", "")))
    filters = read_filters(request.GET.dict())
    order = NEWEST if request.GET.get("urut") == NEWEST else RELEVANCE
    page_number = _page_number(request)
    did_search = bool(question.text or filters)
    is_too_slow = False
    numbered = article_numbered(question.text)
    try:
        # The number of a release names one article; filters would only hide it.
        if numbered is not None:
            found = Found([numbered.pk])
        else:
            found = find(question, filters, order=order) if did_search else Found()
    except TooSlowError:
        found, is_too_slow = Found(), True
    shown, last_page = _page(found, page_number)
    show("search")
    show_articles(shown)
    address = _Address(request.path, question, filters, order)
    better = suggestion(question.text, found.unknown, filters) if did_search and not found.articles else None
    tokens = _tokens_shown(found)
    names = names_of(tokens)
    context = {
        "kind": "search",
        "subject": None,
        "heading": _("Search results for “%(query)s”") % {"query": question.text} if question.text else _("Search"),
        "introduction": "",
        "query": question.text,
        "order": order,
        "did_search": did_search,
        "is_only_exclusions": did_search and not (question.is_positive or filters),
        "is_too_slow": is_too_slow,
        "is_windowed": found.is_windowed,
        "is_partial_count": found.is_partial,
        "articles": shown,
        "hits": _hits(question),
        "result_count_label": _count_label(found) if did_search else "",
        "page_links": {
            "newer": address(hal=page_number - 1) if page_number > 1 else None,
            "older": address(hal=page_number + 1) if page_number < last_page else None,
        },
        "page_number": page_number,
        "canonical_path": request.path,
        "order_links": {RELEVANCE: address(urut=RELEVANCE), NEWEST: address(urut=NEWEST)},
        "chosen": _chosen(filters, names, address),
        "facets": _facets(found, filters, names, address),
        "filter_values": filters.parameters(),
        "without_filters": address(**dict.fromkeys(filters.parameters())) if filters and question.text else None,
        "suggestion": {"text": better, "url": address(q=better)} if better else None,
        "examples": [] if did_search else _examples(),
        "single_words": _single_words(question, found, address) if did_search and not found.articles else [],
    }
    return render(request, "listings/search.html", context)


def _examples() -> list[tuple[str, str]]:
    return [
        ('"rumah singgah"', _("exactly these words in this order")),
        ("banjir -lamongan", _("with one word and without the other")),
        ("#batik", _("stories with this topic")),
        ("inisial:her", _("stories signed with these initials")),
    ]


class _Address:
    """The address of the same search with something changed: ``address(urut="terbaru", tag=None)``."""

    def __init__(self, path: str, question: Question, filters: Filters, order: str) -> None:
        self.path = path
        self.parameters: dict[str, Any] = {"q": question.text, **filters.parameters(), "urut": order}

    def __call__(self, **changes: Any) -> str:
        parameters = {**self.parameters, **changes}
        said = [(name, value) for name, value in parameters.items() if value not in (None, "")]
        query = urlencode([pair for pair in said if pair not in {("urut", RELEVANCE), ("hal", 1)}])
        return f"{self.path}?{query}" if query else self.path


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("hal", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", asked, re.ASCII):
        raise Http404
    return int(asked)


def _page(found: Found, number: int) -> tuple[list[Any], int]:
    """Return the articles of a page and the number of the last one. Two queries. Raises Http404 beyond the last."""
    per_page = pagination.PER_PAGE
    last = max(1, -(-len(found.articles) // per_page))
    if number > last:
        raise Http404
    wanted = found.articles[(number - 1) * per_page : number * per_page]
    articles = public_articles().for_listing(with_text=True).in_bulk(wanted) if wanted else {}
    # One that was withdrawn between the queries is left out.
    return [articles[key] for key in wanted if key in articles], last


def _count_label(found: Found) -> str:
    """Return how many were found, in words that are true: beyond the limit nobody has counted."""
    if found.is_partial and len(found.articles) >= engine.MATCH_LIMIT:
        return _("More than %(count)d articles") % {"count": engine.MATCH_LIMIT}
    count = len(found.articles)
    return ngettext("%(count)d article", "%(count)d articles", count) % {"count": count}


def _hits(question: Question) -> frozenset[str]:
    words = [*question.words, *(word for phrase in question.phrases for word in phrase)]
    return frozenset(stem(word) for word in words)


def _tokens_shown(found: Found) -> list[str]:
    tokens: list[str] = []
    for kind in PARAMETERS.values():
        tokens += [token for token, _count in found.facets.most_common() if token.startswith(kind)][:FACETS_SHOWN]
    return tokens


_TITLES = {
    "kanal": lambda: _("Channel"),
    "instansi": lambda: _("Agency"),
    "wilayah": lambda: _("Region"),
    "tag": lambda: _("Topic"),
    "inisial": lambda: _("Initials"),
}


def _facets(found: Found, filters: Filters, names: dict[str, Named], address: _Address) -> list[dict[str, Any]]:
    """Return what the result can be narrowed to, with how many articles each would leave."""
    groups = []
    for parameter, kind in PARAMETERS.items():
        if parameter in filters.values:
            continue
        options: dict[str, dict[str, Any]] = {}
        for token in sorted(names, key=lambda token: -found.facets[token]):
            named = names[token]
            if named.kind != kind:
                continue
            label = _label(named)
            option = {"label": label, "count": found.facets[token], "url": address(**{parameter: named.slug})}
            options.setdefault(label.casefold(), option)
        # What all have narrows nothing.
        useful = [option for option in options.values() if found.is_partial or option["count"] < len(found.articles)]
        if useful:
            groups.append({"title": _TITLES[parameter](), "options": useful})
    return groups


def _label(named: Named) -> str:
    if named.kind == PARAMETERS["inisial"]:
        return f"{named.name} ({named.slug})" if named.name else named.slug
    return f"#{named.name}" if named.kind == PARAMETERS["tag"] else named.name


def _chosen(filters: Filters, names: dict[str, Named], address: _Address) -> list[dict[str, str]]:
    """Return the filters in force, each with the address without it.

    The name is shown only where articles were found: else the address could be used to ask for names of drafts.
    """
    chosen = []
    for parameter, value in filters.values.items():
        kind = PARAMETERS[parameter]
        named = next((one for one in names.values() if one.kind == kind and one.slug == value), None)
        chosen.append(
            {
                "title": _TITLES[parameter](),
                "label": _label(named) if named else value,
                "url": address(**{parameter: None}),
            }
        )
    for parameter, title, day in ((FROM, _("From"), filters.first_day), (UNTIL, _("Until"), filters.last_day)):
        if day:
            chosen.append({"title": title, "label": dates.plain_date(day), "url": address(**{parameter: None})})
    return chosen


def _single_words(question: Question, found: Found, address: _Address) -> list[dict[str, str]]:
    """Return searches for each word alone that does occur, when all together find nothing."""
    known = [word for word in question.words if word not in found.unknown]
    return [{"text": word, "url": address(q=word)} for word in known] if len(question.words) > 1 else []
