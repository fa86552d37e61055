"""Where in the text of an article the words stand that were looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.core.stemming import stem, words_of
from newsroom.core.text import plain_text

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

BEFORE, AFTER = 8, 22  # words around the first one that was looked for

WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")


def is_hit(word: str, hits: frozenset[str]) -> bool:
    """Return whether a stem of ``word``, as it stands in a text, is in ``hits``."""
    return any(stem(part) in hits for part in words_of(word))


def said_in(text: str, hits: frozenset[str]) -> set[str]:
    """Return those of ``hits`` whose words stand in ``text``."""
    return {part for word in words_of(text) if (part := stem(word)) in hits}


def excerpt(article: ArticlePage, hits: frozenset[str]) -> str:
    """Return some words of the text of ``article`` around the first of ``hits``; empty where none has."""
    # The stored form, because nothing here needs the blocks of twenty articles brought to life.
    for block in article.body.raw_data:
        if block["type"] != "paragraph":
            continue
        for line in plain_text(block["value"]).split("\n"):
            if found := _around_a_hit(line, hits):
                return found
    return ""


def _around_a_hit(line: str, hits: frozenset[str]) -> str:
    words = line.split()
    place = next((number for number, word in enumerate(words) if is_hit(word, hits)), None)
    if place is None:
        return ""
    start, end = max(0, place - BEFORE), place + AFTER
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
