"""Marking published texts: the worker follows the ledger, so no publication waits and none is left out.

A mark that stands in many releases says little about any of them ("demikian disampaikan kepala dinas"), so each is kept
for :data:`MOST_ARTICLES` at most. That bounds a question whatever the size of the archive: so many marks asked, so many
rows behind each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from newsroom.articles.models import ArticlePage
from newsroom.authenticity.marks import marks_asked, marks_of
from newsroom.authenticity.models import MarkingPlace, TextMark
from newsroom.authenticity.versions import ENDINGS, proven_content
from newsroom.authenticity.words import folded_words
from newsroom.editorial.models import LedgerEntry
from newsroom.editorial.readable import text_lines

ENTRIES_A_SLICE = 200
MOST_ARTICLES = 50  # that one mark is kept for
MOST_CANDIDATES = 10
CHUNK = 5000  # rows or values of one statement


def mark_next_entries(count: int = ENTRIES_A_SLICE) -> int:
    """Mark the texts of the next entries of the ledger; return how many entries were read.

    Any number of workers may call this; a slice counts once. What is slow happens before the transaction.
    """
    place, _created = MarkingPlace.objects.get_or_create(pk=1)
    entries = list(LedgerEntry.objects.filter(sequence__gt=place.sequence).order_by("sequence")[:count])
    if not entries:
        return 0
    marks = _marks_of_entries([entry for entry in entries if entry.kind not in ENDINGS])
    with transaction.atomic():
        here = MarkingPlace.objects.filter(pk=place.pk, sequence=place.sequence)
        if not here.update(sequence=entries[-1].sequence):
            return 0
        _keep(marks)
    return len(entries)


def articles_like(words: Sequence[str]) -> list[int]:
    """Return the keys of the articles that share most marks with a pasted text, at most :data:`MOST_CANDIDATES`."""
    found = TextMark.objects.filter(mark__in=marks_asked(words)).values("article").annotate(shared=Count("pk"))
    return [row["article"] for row in found.order_by("-shared", "-article")[:MOST_CANDIDATES]]


def _marks_of_entries(entries: Sequence[LedgerEntry]) -> dict[int, set[int]]:
    articles = ArticlePage.objects.in_bulk({entry.page_id for entry in entries})
    marks: dict[int, set[int]] = defaultdict(set)
    for entry in entries:
        article = articles.get(entry.page_id)
        content = proven_content(article, entry) if article is not None else None
        if content is not None:
            marks[entry.page_id] |= marks_of([folded_words(line) for line in text_lines(content)])
    return marks


def _keep(marks: dict[int, set[int]]) -> None:
    counts: Counter[int] = Counter()
    wanted = sorted({mark for found in marks.values() for mark in found})
    for start in range(0, len(wanted), CHUNK):
        known = TextMark.objects.filter(mark__in=wanted[start : start + CHUNK]).values("mark")
        counts.update({row["mark"]: row["articles"] for row in known.annotate(articles=Count("pk"))})
    rows = []
    for article, found in marks.items():
        for mark in found:
            if counts[mark] < MOST_ARTICLES:
                counts[mark] += 1
                rows.append(TextMark(mark=mark, article_id=article))
    TextMark.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
