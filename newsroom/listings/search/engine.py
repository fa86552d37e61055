"""Finding: a bounded number of the newest matches, those with the words in the title or the lead first.

The order needs no text: an article carries tokens for the words of its title and of its lead, so "all words in the
title" is one more question to the index. Nothing here grows with how often a word occurs.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from newsroom.articles.models import ArticlePage
from newsroom.core.languages import ENGLISH, language_of
from newsroom.core.stemming import stem, words_of
from newsroom.listings.search import store
from newsroom.listings.search.document import BYLINE, IN_ENGLISH, IN_HEAD, IN_TITLE, key_at
from newsroom.listings.search.filters import PARAMETERS, Filters, Resolved, resolve
from newsroom.listings.search.query import Question

logger = logging.getLogger(__name__)

MATCH_LIMIT = 1000  # articles
WINDOW = 5000  # newest articles that are looked at when looking at all takes too long
FORM_LIMIT = 60  # words of one stem

RELEVANCE = "relevan"
NEWEST = "terbaru"

# In the order of relevance.
_IN_TITLE, _IN_HEAD, _ANYWHERE = range(3)


@dataclass(frozen=True)
class Found:
    """The keys of the articles found, in their order.

    ``is_partial`` says that there are more than were looked at; ``is_windowed`` that only the newest articles were.
    ``facets`` counts what the articles are listed under, ``unknown`` are words that no article has.
    """

    articles: list[int] = field(default_factory=list)
    is_partial: bool = False
    is_windowed: bool = False
    facets: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)


def find(question: Question, filters: Filters, *, order: str = RELEVANCE) -> Found:
    """Return what matches ``question`` and ``filters`` in the active language: three queries.

    Words are found by their stems. The index follows what is public within seconds; here nothing is found, counted or
    suggested that is not, now.

    Raises:
        TooSlowError: not even among the newest articles was an answer found in time.
    """
    hashtags = [name for names in question.hashtags for name in names]
    stems = {stem(word) for word in (*question.words, *question.without)}
    resolved = resolve(stems, filters, hashtags, question.initials)
    unknown = [word for word in question.words if stem(word) not in resolved.forms]
    words, plan = _plan(question, filters, resolved)
    if plan is None:
        return Found(unknown=unknown)
    plans = [(_ANYWHERE, plan)]
    if order == RELEVANCE and words:
        plans += [
            (_IN_HEAD, _marked(plan, words, resolved, IN_HEAD)),
            (_IN_TITLE, _marked(plan, words, resolved, IN_TITLE)),
        ]
    rows, is_windowed = _rows(plans)
    is_partial = is_windowed or sum(row[0] == _ANYWHERE for row in rows) > MATCH_LIMIT
    rows = _only_public(rows)
    rows.sort(key=lambda row: (row[0], -row[1]))
    newest = [row for row in rows if row[0] == _ANYWHERE]
    facets: Counter[str] = Counter()
    for _tier, _key, _article, tokens in newest[:MATCH_LIMIT]:
        facets.update(tokens.split())
    articles = list(dict.fromkeys(row[2] for row in rows))[:MATCH_LIMIT]
    return Found(articles, is_partial, is_windowed, facets, unknown)


def _only_public(rows: list[store.Row]) -> list[store.Row]:
    keys = {row[2] for row in rows}
    # A plan without words, of days alone, could not leave out what is in English.
    public = ArticlePage.objects.public().in_language().filter(pk__in=keys)
    shown = set(public.values_list("pk", flat=True)) if keys else keys
    return [row for row in rows if row[2] in shown]


def _rows(plans: list[tuple[int, store.Plan]]) -> tuple[list[store.Row], bool]:
    try:
        return list(store.look_up(plans, MATCH_LIMIT + 1)), False
    except store.TooSlowError:
        logger.warning("A search took too long; only the newest articles are looked at.")
    start = store.window_start(WINDOW)
    if start is None:
        raise store.TooSlowError
    windowed = [(tier, replace(plan, first_key=max(start, plan.first_key or start))) for tier, plan in plans]
    return list(store.look_up(windowed, MATCH_LIMIT + 1)), True


def _plan(question: Question, filters: Filters, resolved: Resolved) -> tuple[list[str], store.Plan | None]:
    """Return the words to look for and the plan; no plan where nothing can match."""
    words = list(question.words)
    groups: list[list[str]] = []
    for names in question.hashtags:
        for name in names:
            if tokens := resolved.tag_tokens(name):
                groups.append(tokens)
                said = words_of(name)
                words = [word for word in words if word not in said]
                break
    groups += [resolved.tokens(BYLINE, initials) for initials in question.initials]
    groups += [
        resolved.tokens(kind, filters.values[name]) for name, kind in PARAMETERS.items() if name in filters.values
    ]
    groups += [_forms(word, resolved) for word in words]
    groups += [phrase for phrase in question.phrases if len(phrase) == 1]
    if not all(groups):
        return words, None
    if not (groups or question.phrases or filters):
        return words, None
    is_english = language_of() == ENGLISH
    groups += [[IN_ENGLISH]] if is_english else []
    # Days alone name no word that others could be taken away from.
    has_words = bool(groups or question.phrases)
    return words, store.Plan(
        groups=groups,
        phrases=[phrase for phrase in question.phrases if len(phrase) > 1],
        without=[_forms(word, resolved) for word in question.without if has_words]
        + [phrase for phrase in question.without_phrases if len(phrase) == 1 and has_words]
        + ([] if is_english or not has_words else [[IN_ENGLISH]]),
        without_phrases=[phrase for phrase in question.without_phrases if len(phrase) > 1 and has_words],
        first_key=key_at(filters.start) if filters.start else None,
        end_key=key_at(filters.end) if filters.end else None,
    )


def _forms(word: str, resolved: Resolved) -> list[str]:
    known = resolved.forms.get(stem(word), [])
    return list(dict.fromkeys([word, *sorted(known, key=len)]))[:FORM_LIMIT]


def _marked(plan: store.Plan, words: Iterable[str], resolved: Resolved, mark: str) -> store.Plan:
    """Return ``plan`` with all ``words`` where the mark says, which makes looking for them anywhere needless."""
    said = [_forms(word, resolved) for word in words]
    others = [group for group in plan.groups if group not in said]
    return replace(plan, groups=[*others, *([mark + form for form in forms] for forms in said)])
