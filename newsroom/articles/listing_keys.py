"""Keep the listing keys on an article's rows equal to the article's own, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

LISTED_RELATIONS = ("tagged_items", "agency_links", "region_links", "credits")


def sync_listing_keys(article: ArticlePage) -> None:
    """Write ``is_public``, ``published_at`` and ``language`` of ``article`` to those of its rows that differ."""
    keys = {"is_public": article.is_public, "published_at": article.published_at, "language": article.language}
    for relation in LISTED_RELATIONS:
        link = article._meta.get_field(relation).field
        rows = link.model._base_manager.filter(**{link.attname: article.pk})
        same = Q(is_public=article.is_public, language=article.language) & (
            Q(published_at=article.published_at) if article.published_at else Q(published_at__isnull=True)
        )
        rows.exclude(same).update(**keys)
