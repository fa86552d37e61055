"""What was probably meant, when nothing was found: words that look alike and do occur."""

from __future__ import annotations

import re

from django.db.models import Q
from django.db.models.functions import Length

from newsroom.core.stemming import words_of
from newsroom.listings.models import WordForm
from newsroom.listings.search.engine import find
from newsroom.listings.search.filters import Filters
from newsroom.listings.search.query import read_question
from newsroom.listings.search.store import TooSlowError

CANDIDATES = 3000  # words that are compared
SHORTEST = 4  # letters of a word that is worth guessing at
_RAW_WORD = re.compile(r"[^\W_]+")


def suggestion(text: str, unknown: list[str], filters: Filters) -> str | None:
    """Return ``text`` with its ``unknown`` words replaced by ones that occur, if that finds something; else None.

    What is suggested was looked for first, so a word that only a withdrawn article had is never shown.
    """
    nearest = {word: near for word in unknown[:3] if (near := nearest_word(word))}
    if not nearest:
        return None

    def corrected(match: re.Match[str]) -> str:
        folded = words_of(match.group())
        return nearest.get(folded[0], match.group()) if len(folded) == 1 else match.group()

    better = _RAW_WORD.sub(corrected, text)
    try:
        return better if find(read_question(better), filters).articles else None
    except TooSlowError:
        return None


def nearest_word(word: str) -> str | None:
    """Return the known word that differs least from ``word``, by one letter or, in a long word, two."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    most = 1 if len(word) < 7 else 2
    alike = WordForm.objects.annotate(letters=Length("word")).filter(
        Q(head=word[:2]) | Q(tail=word[-3:]), letters__gte=len(word) - most, letters__lte=len(word) + most
    )
    known = set(alike.values_list("word", flat=True)[:CANDIDATES])
    ranked = sorted((steps, other) for other in known if (steps := distance(word, other, most)) <= most)
    return ranked[0][1] if ranked else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be put in, left out, replaced or swapped; ``most`` + 1 for anything more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, character in enumerate(other, start=1):
            least = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != character))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == character:
                least = min(least, before[column - 2] + 1)
            line.append(least)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return above[-1]
