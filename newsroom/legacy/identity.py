"""Which stored article a page is, if it is one already (decision 12)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from newsroom.articles.models import ArticlePage
from newsroom.core.text import normalise
from newsroom.legacy.mapping import ParsedArticle
from newsroom.legacy.models import STORED, ImportRecord


@dataclass(slots=True)
class Known:
    """An article that an earlier import made.

    Attributes:
        slug: last part of its address.
        content_hashes: of everything imported into it so far.
        page_id: number of the page; None where a dry run would have made it.
        text_hash: fingerprint of its newest text after the last import.
    """

    slug: str
    content_hashes: set[str]
    page_id: int | None = None
    text_hash: str = ""


def identity_of(article: ParsedArticle) -> str:
    """Return SHA-256 of the normalised title and the publication time as the page gives it."""
    key = f"{normalise(article.title).casefold()}\n{article.published_text or ''}"
    return hashlib.sha256(key.encode()).hexdigest()


def find_known(article: ParsedArticle) -> Known | None:
    """Return the article that an earlier import made of this page, or None."""
    newest = _newest_record(article)
    if newest is None or newest.page_id is None:
        return None
    slug = ArticlePage.objects.filter(pk=newest.page_id).values_list("slug", flat=True).first()
    if slug is None:  # somebody deleted the draft: the page may come in again
        return None
    hashes = ImportRecord.objects.filter(page_id=newest.page_id, status__in=STORED)
    return Known(slug, set(hashes.values_list("content_hash", flat=True)), newest.page_id, newest.text_hash)


def _newest_record(article: ParsedArticle) -> ImportRecord | None:
    stored = ImportRecord.objects.filter(status__in=STORED).order_by("-pk")
    if article.address:
        by_address = stored.filter(address=article.address).first()
        if by_address is not None:
            return by_address
    same = stored.filter(identity=identity_of(article))
    if article.address:  # another address under the same title and time is another article
        same = same.filter(address="")
    return same.first()


class Register:
    """Finds known articles, those of a dry run included, which are nowhere but here."""

    def __init__(self) -> None:
        self._planned: dict[str, Known] = {}
        self._slugs: set[str] = set()

    def find(self, article: ParsedArticle) -> Known | None:
        """Return the known article of this page, or None."""
        for key in self._keys(article):
            if key in self._planned:
                return self._planned[key]
        return find_known(article)

    def plan(self, article: ParsedArticle, known: Known) -> None:
        """Remember what a dry run would have stored."""
        known.content_hashes.add(article.content_hash)
        self._slugs.add(known.slug)
        for key in self._keys(article):
            self._planned[key] = known

    def is_planned_slug(self, slug: str) -> bool:
        """Return whether a dry run would have given away ``slug``."""
        return slug in self._slugs

    def _keys(self, article: ParsedArticle) -> list[str]:
        return [key for key in (article.address, identity_of(article)) if key]
