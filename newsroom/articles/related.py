"""What stands around an article: related stories, the one before and the one after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, prefetch_related_objects

from newsroom.images.specs import renditions_prefetch

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

RELATED_COUNT = 4
# How many of the newest rows of the article's tags are looked at; keeps the query bounded for any tag.
TAG_ROWS = 40


def article_context(article: ArticlePage) -> dict[str, Any]:
    """Return the context of an article's page: ``related``, ``previous_article``, ``next_article``.

    Also fetches the rows that the page shows, one query each, whatever their number.
    """
    relations = ["tagged_items__tag", "credits__byline", "agency_links__agency", "region_links__region"]
    prefetch_related_objects([article], *relations, "attachments__document")
    if article.lead_image_id:
        prefetch_related_objects([article.lead_image], renditions_prefetch("renditions", "16x9"))
    if article.published_at is None:
        return {"related": [], "previous_article": None, "next_article": None}
    previous_article, next_article = neighbours(article)
    return {
        "related": related_articles(article),
        "previous_article": previous_article,
        "next_article": next_article,
    }


def related_articles(article: ArticlePage, count: int = RELATED_COUNT) -> list[ArticlePage]:
    """Return up to ``count`` public articles that share a tag with ``article``, newest first."""
    rows = article._meta.get_field("tagged_items").field.model.objects
    tag_ids = [item.tag_id for item in article.tagged_items.all()]
    if not tag_ids:
        return []
    newest = (
        rows.filter(tag_id__in=tag_ids, is_public=True)
        .exclude(content_object_id=article.pk)
        .order_by("-published_at", "-id")
        .values_list("content_object_id", flat=True)[:TAG_ROWS]
    )
    keys = list(dict.fromkeys(newest))[:count]
    articles = type(article).objects.public().filter(pk__in=keys).for_listing().newest_first()
    return list(articles) if keys else []


def neighbours(article: ArticlePage) -> tuple[ArticlePage | None, ArticlePage | None]:
    """Return the public articles published just before and just after ``article``."""
    public = type(article).objects.public().only("title", "url_path", "published_at", "slug")
    moment, key = article.published_at, article.pk
    older = Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=key)
    newer = Q(published_at__gt=moment) | Q(published_at=moment, pk__gt=key)
    previous_article = public.filter(older).order_by("-published_at", "-pk").first()
    next_article = public.filter(newer).order_by("published_at", "pk").first()
    return previous_article, next_article
