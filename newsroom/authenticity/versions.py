"""The published versions of a release, each proven by its entry in the ledger, and from when to when it stood."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from newsroom.articles.changes import content_made_public
from newsroom.articles.models import ArticlePage
from newsroom.authenticity.words import Word, read_lines
from newsroom.editorial.enums import LedgerKind
from newsroom.editorial.fingerprint import stream_parts
from newsroom.editorial.ledger import digest
from newsroom.editorial.models import Entitlement, LedgerEntry
from newsroom.editorial.readable import FIRST_PARTS, STREAM_PARTS, text_lines

logger = logging.getLogger(__name__)

TEXT_PARTS = (*FIRST_PARTS, *STREAM_PARTS)
# Versions of one release that a pasted text is compared with, the newest ones.
MOST_VERSIONS = 12
# Entries that took a text away, or looked at one, instead of publishing one.
ENDINGS = (LedgerKind.WITHDRAWN, LedgerKind.TAKEN_DOWN, LedgerKind.CLEARING)


@dataclass(frozen=True)
class Version:
    """A text that was public: its lines and words, since when, and until when (None: it still is)."""

    lines: list[str]
    words: list[Word]
    since: datetime
    until: datetime | None = None

    @cached_property
    def folded(self) -> list[str]:
        return [word.folded for word in self.words]


def newest_entries(keys: Iterable[int]) -> dict[int, LedgerEntry]:
    """Return the last published entry of each page, by its key. One query."""
    entries = LedgerEntry.objects.filter(page_id__in=list(keys)).exclude(kind__in=ENDINGS)
    return {entry.page_id: entry for entry in entries.order_by("sequence")}


def newest_version(article: ArticlePage, entry: LedgerEntry) -> Version | None:
    """Return the text that readers get; None (and a line in the log) where it is not the one that was published."""
    content = proven_content(article, entry)
    if content is None:
        logger.error("The text of page %s is not the one of entry %s in the ledger.", article.pk, entry.sequence)
        return None
    return _version(content, entry.recorded_at)


def earlier_versions(article: ArticlePage) -> list[Version]:
    """Return the texts that stood before the one of now, the newest first; those that are not kept are left out."""
    entries = LedgerEntry.objects.filter(page_id=article.pk).exclude(kind__in=ENDINGS).order_by("-sequence")
    versions, until = [], None
    fingerprint = ""
    for entry in entries[:MOST_VERSIONS]:
        if until is not None and entry.fingerprint != fingerprint:
            content = proven_content(article, entry)
            if content is not None:
                versions.append(_version(content, entry.recorded_at, until))
        fingerprint, until = entry.fingerprint, entry.recorded_at
    return versions


def proven_content(article: ArticlePage, entry: LedgerEntry) -> dict[str, Any] | None:
    """Return the readable parts of the text that ``entry`` vouches for: of the page, or of what was approved."""
    stands: dict[str, Any] = {name: getattr(article, name) for name in FIRST_PARTS}
    stands |= {name: stream_parts(getattr(article, name)) for name in STREAM_PARTS}
    if _is_proven(stands, entry):
        return stands
    entitlements = Entitlement.objects.filter(page_id=article.pk, fingerprint=entry.fingerprint)
    entitlement = entitlements.select_related("approval", "force").order_by("-pk").first()
    kept = content_made_public(entitlement, article)
    return kept if kept is not None and _is_proven(kept, entry) else None


def _is_proven(content: dict[str, Any], entry: LedgerEntry) -> bool:
    # Empty parts have no digest: the canonical content leaves them out.
    return all((digest(content[name]) if content.get(name) else None) == entry.content.get(name) for name in TEXT_PARTS)


def _version(content: dict[str, Any], since: datetime, until: datetime | None = None) -> Version:
    lines = text_lines(content)
    return Version(lines, read_lines(lines), since, until)
