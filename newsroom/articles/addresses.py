"""Addresses of articles: ``/berita/<slug>/`` whatever the desk, unique over all desks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection

from newsroom.core.text import slug_for_title

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

FALLBACK = "berita"


def free_address(article: ArticlePage) -> str:
    """Return the slug of the title of ``article``, with a number behind it where another article has it.

    An article keeps the number it has, so saving again changes nothing. Two new articles of one title take turns,
    so that each sees the other's address.
    """
    base = slug_for_title(article.title) or FALLBACK
    has_one = re.fullmatch(rf"{re.escape(base)}(-\d+)?", article.slug or "")
    if article.pk and has_one and not _is_taken(article, article.slug):
        return article.slug
    _wait_for_others_of(base)
    if has_one and not _is_taken(article, article.slug):
        return article.slug
    candidate, number = base, 1
    while _is_taken(article, candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _is_taken(article: ArticlePage, address: str) -> bool:
    return type(article)._base_manager.filter(address=address).exclude(pk=article.pk).exists()


def _wait_for_others_of(base: str) -> None:
    """Wait until no other transaction chooses an address of these words; SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"address {base}"])
