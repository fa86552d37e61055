"""Keep the listing keys on an article's rows equal to the article's own, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.models import ForeignKey, Model, Q

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

LISTED_RELATIONS = ("tagged_items", "agency_links", "region_links", "credits")


def link_of(model: type[Model], relation: str) -> ForeignKey[Any, Any]:
    """Return the key by which the rows of ``relation`` point to their ``model``."""
    return cast("ForeignKey[Any, Any]", model._meta.get_field(relation).remote_field)


def sync_listing_keys(article: ArticlePage) -> None:
    """Write ``is_public``, ``published_at`` and ``language`` of ``article`` to those of its rows that differ."""
    keys = {"is_public": article.is_public, "published_at": article.published_at, "language": article.language}
    for relation in LISTED_RELATIONS:
        link = link_of(type(article), relation)
        rows = link.model._base_manager.filter(**{link.attname: article.pk})
        same = Q(is_public=article.is_public, language=article.language) & (
            Q(published_at=article.published_at) if article.published_at else Q(published_at__isnull=True)
        )
        rows.exclude(same).update(**keys)
