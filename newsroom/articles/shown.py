"""Noting which articles a response shows, for the caches in front (:mod:`newsroom.core.cache_tags`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newsroom.core.cache_tags import show, true_until

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

# What the page of an article prints of others: the relation, its column, and the word in the tag.
_NAMED = (
    ("tagged_items", "tag_id", "tag"),
    ("agency_links", "agency_id", "agency"),
    ("region_links", "region_id", "region"),
    ("credits", "byline_id", "byline"),
)


def show_articles(articles: Iterable[ArticlePage | None]) -> None:
    """Note that the response names ``articles``; None is passed over."""
    for article in articles:
        if article is not None:
            show(f"article-{article.pk}")
            # One that has ended says so on its own page, and that stays true.
            if not article.has_ended:
                true_until(article.ends_at)


def show_list(subject: str, *, is_first_page: bool) -> None:
    """Note that the response is the list of ``subject`` ("tag-7"): its first page, or one further down.

    Further pages begin at a row of their own, so a new release changes the first page only.
    """
    show(f"list-{subject}" if is_first_page else f"older-{subject}")


def show_article_page(article: ArticlePage, around: dict[str, Any]) -> None:
    """Note what the page of ``article`` shows; ``around`` is its context (:mod:`newsroom.articles.related`)."""
    # Also forgotten when its twin comes or goes: the page leads there.
    show(f"release-{article.translation_key.hex}")
    show_articles([article, *around["related"], around["previous_article"], around["next_article"]])
    for relation, column, word in _NAMED:
        keys = {getattr(row, column) for row in getattr(article, relation).all()}
        show(*(f"{word}-{key}" for key in keys if key is not None))
    if article.media_contact_id:
        show(f"contact-{article.media_contact_id}")
