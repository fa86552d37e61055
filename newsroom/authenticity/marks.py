"""Marks of a text: hashes of words in a row, few enough for a large archive and dense enough to find a part of a text.

Four words in a row make a shingle. Of each sixteen shingles in a row the one with the smallest hash is kept
("winnowing"): whoever quotes nineteen words in a row quotes at least one of them, wherever the quotation begins. A
title is marked more densely, because it is often quoted alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

SHINGLE = 4  # words
WINDOW = 16  # shingles of which one is kept
TITLE_WINDOW = 3
MOST_ASKED = 600  # marks of a pasted text that are looked up


def marks_of(lines: Sequence[Sequence[str]]) -> set[int]:
    """Return the marks that are kept of a text; ``lines`` holds the folded words of each line, the title first."""
    if not lines:
        return set()
    title = _winnowed(_shingles(lines[0]), TITLE_WINDOW)
    return title | _winnowed(_shingles([word for line in lines for word in line]), WINDOW)


def marks_asked(words: Sequence[str]) -> list[int]:
    """Return the marks by which a pasted text is looked up.

    Of a long one those with the smallest hashes: they are the likeliest to be kept, and spread over the whole text.
    """
    return sorted(set(_shingles(words)))[:MOST_ASKED]


def _shingles(words: Sequence[str]) -> list[int]:
    count = max(1, len(words) - SHINGLE + 1) if words else 0
    return [_hash(" ".join(words[start : start + SHINGLE])) for start in range(count)]


def _hash(text: str) -> int:
    # 63 bits: what a signed column of both databases holds.
    return int.from_bytes(blake2b(text.encode("utf-8", "ignore"), digest_size=8).digest(), "big") >> 1


def _winnowed(hashes: Sequence[int], window: int) -> set[int]:
    if not hashes:
        return set()
    last = max(1, len(hashes) - window + 1)
    return {min(hashes[start : start + window]) for start in range(last)}
