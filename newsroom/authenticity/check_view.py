"""The public page on which anybody asks whether this newsroom published an address, a number or a text."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom.articles.models import ArticlePage
from newsroom.articles.related import withdrawal_context
from newsroom.authenticity.comparison import Outcome, Source, compare
from newsroom.authenticity.marking import articles_like
from newsroom.authenticity.question import (
    FEWEST_WORDS,
    MOST_CHARACTERS,
    addresses_in,
    answer,
    is_address,
    is_number,
)
from newsroom.authenticity.versions import newest_entries
from newsroom.authenticity.words import chat_lines, folded_words
from newsroom.core.text import normalise
from newsroom.users.limits import is_within

# Of one address on the network; an office shares one.
RATES = "40/m/ip,400/h/ip"
# Bytes of a request: the longest text with every character escaped.
LARGEST_REQUEST = 12 * MOST_CHARACTERS + 1000
# Releases beside the best that a question is compared with.
MOST_ARTICLES = 12


@csrf_exempt  # No session is read and nothing is done: a public page sets no cookie to compare with.
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the form, and an answer when something was asked. An address or a number can be linked: ``?q=``."""
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, problem="too_long")
    said = (request.POST if request.method == "POST" else request.GET).get("q")
    if said is None:
        return render(request, "authenticity/check.html", {"canonical_path": request.path})
    text = said.replace("\x00", "").strip()
    if len(text) > MOST_CHARACTERS:
        return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, problem="too_long", length=len(text))
    if request.method == "POST" and (is_address(normalise(text)) or is_number(text)):
        question = urlencode({"q": normalise(text)})
        return HttpResponseRedirect(f"{reverse('authenticity:check')}?{question}", status=HTTPStatus.SEE_OTHER)
    if not is_within(request, "check", RATES):
        return _answer(request, HTTPStatus.TOO_MANY_REQUESTS, problem="too_many", question=said)
    return _answer(request, HTTPStatus.OK, question=said, **_found(text, request))


def _answer(request: HttpRequest, status: HTTPStatus, **context: Any) -> HttpResponse:
    context |= {"canonical_path": request.path, "most_characters": MOST_CHARACTERS, "has_answer": True}
    response = render(request, "authenticity/check.html", context, status=status)
    # What is true now may be withdrawn in a second, and a pasted text is nobody else's business.
    response["Cache-Control"] = "no-store"
    return response


def _found(text: str, request: HttpRequest) -> dict[str, Any]:
    asked = answer(text, request)
    if not asked.is_text:
        if asked.article is not None:
            return {"verdict": "published", "releases": [_facts(asked.article)]}
        return {"verdict": "foreign" if asked.foreign_host else "unknown", "foreign_host": asked.foreign_host}
    rest, linked = addresses_in(text, request)
    lines = chat_lines(rest)
    words = [word for line in lines for word in folded_words(line)]
    if len(words) < FEWEST_WORDS:
        if linked:
            return {"verdict": "published", "releases": [_facts(article) for article in linked]}
        return {"problem": "too_short"}
    similar = ArticlePage.objects.addressable().select_related("channel").in_bulk(articles_like(words))
    outcome = compare(lines, [*linked, *similar.values()][:MOST_ARTICLES])
    return _told(outcome, linked)


def _told(outcome: Outcome, linked: list[ArticlePage]) -> dict[str, Any]:
    if outcome.hidden:
        return {"verdict": "published", "releases": [_facts(article) for article in outcome.hidden]}
    sources = outcome.sources
    named = {source.article.pk for source in sources}
    told = {
        "releases": [_facts(source.article, source) for source in sources],
        "rest": outcome.rest,
        "linked": [_facts(article) for article in linked if article.pk not in named],
    }
    if not sources:
        return {**told, "verdict": "unknown", "was_compared": True}
    if len(sources) > 1:
        return {**told, "verdict": "mixed"}
    (source,) = sources
    verdict = "earlier" if source.is_earlier and source.verdict != "differs" else source.verdict
    return {**told, "verdict": verdict, "version": source.version}


def _facts(article: ArticlePage, source: Source | None = None) -> dict[str, Any]:
    """Return what is said of a release; of one that was taken down its notice and nothing of its text."""
    facts: dict[str, Any] = {
        "article": article,
        "source": source,
        "entry": newest_entries([article.pk]).get(article.pk),
    }
    if article.is_withdrawn:
        facts |= withdrawal_context(article)
    if not article.is_taken_down:
        facts["credits"] = list(article.credits.select_related("byline"))
        facts["corrections"] = list(article.corrections.all()) if article.changed_at else []
    # The words of a text that was taken back stand nowhere but under its notice.
    facts["shows_words"] = source is not None and not article.is_withdrawn
    return facts
