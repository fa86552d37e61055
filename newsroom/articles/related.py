"""What stands around an article: related stories, the one before and the one after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, prefetch_related_objects

from newsroom.articles.listing_keys import link_of
from newsroom.editorial.models.withdrawal import Withdrawal, WithdrawalRequest, planned_end_of, withdrawal_of
from newsroom.images.specs import renditions_prefetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.articles.models import ArticlePage
    from newsroom.images.models import NewsImage

RELATED_COUNT = 4
# How many of the newest rows of the article's tags are looked at; keeps the query bounded for any tag.
TAG_ROWS = 40
# The rows that an article's page shows, and what each of them leads to.
SHOWN_ROWS = {
    "tagged_items": "tag",
    "credits": "byline",
    "agency_links": "agency",
    "region_links": "region",
    "attachments": "document",
}
RARE_ROWS = ("agency_links", "region_links", "attachments")


def with_rows_told(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Return ``articles`` with the word whether they have rows of the rarer kinds, which saves asking for them."""
    model = articles.model
    told = {}
    for relation in RARE_ROWS:
        field = link_of(model, relation)
        rows = field.model._default_manager.filter(**{field.attname: OuterRef("pk")})
        told[f"has_{relation}"] = Exists(rows)
    return articles.annotate(**told)


def article_context(article: ArticlePage) -> dict[str, Any]:
    """Return the context of an article's page: ``related``, ``previous_article``, ``next_article``.

    Also fetches the rows that the page shows, one query a relation (none where :func:`with_rows_told` said so), and the
    renditions of all its pictures in one.
    """
    if article.pk:
        for relation, target in SHOWN_ROWS.items():
            if getattr(article, f"has_{relation}", True) is False:
                setattr(article, relation, [])
                continue
            rows = link_of(type(article), relation).model._default_manager.select_related(target)
            prefetch_related_objects([article], Prefetch(relation, queryset=rows))
    around: dict[str, Any] = {"related": [], "previous_article": None, "next_article": None}
    # Most articles were never changed; they cost no query for it.
    around["corrections"] = list(article.corrections.all()) if article.changed_at else []
    if article.is_withdrawn:
        around |= withdrawal_context(article)
    elif article.published_at is not None:
        around |= _around(article)
    images = [*_own_images(article), *(story.lead_image for story in around["related"] if story.lead_image)]
    if images:
        prefetch_related_objects(images, renditions_prefetch("renditions"))
    return around


def _around(article: ArticlePage) -> dict[str, Any]:
    """Return related and neighbouring articles. Two queries: their keys, then all of them."""
    related_keys, previous_key, next_key = _keys_around(article)
    wanted = {key for key in (*related_keys, previous_key, next_key) if key is not None}
    listed = type(article).objects.public().for_listing().prefetch_related(None)
    found = {story.pk: story for story in listed.filter(pk__in=wanted)} if wanted else {}
    return {
        "related": [found[key] for key in related_keys if key in found],
        "previous_article": found.get(previous_key),
        "next_article": found.get(next_key),
    }


def _keys_around(article: ArticlePage, count: int = RELATED_COUNT) -> tuple[list[int], int | None, int | None]:
    """Return the keys of up to ``count`` public articles that share a tag with ``article``, newest first, and of the
    articles published just before and just after it. One query.
    """
    rows = article._meta.get_field("tagged_items").related_model._default_manager
    tag_ids = [item.tag_id for item in article.tagged_items.all()]
    sharing = rows.filter(tag_id__in=tag_ids, is_public=True, language=article.language)
    sharing = sharing.exclude(content_object_id=article.pk)
    newest = sharing.order_by("-published_at", "-id").values("pk")[:TAG_ROWS]
    pages = type(article)._base_manager
    older, newer = _neighbours(article)
    keys = [
        _found("previous", pages.filter(pk=Subquery(older)), "pk"),
        _found("next", pages.filter(pk=Subquery(newer)), "pk"),
        *([_found("related", rows.filter(pk__in=newest), "content_object_id")] if tag_ids else []),
    ]
    found = list(keys[0].union(*keys[1:], all=True))
    related = sorted((row for row in found if row[0] == "related"), key=lambda row: row[2:], reverse=True)
    beside = {row[0]: row[1] for row in found if row[0] != "related"}
    related_keys = list(dict.fromkeys(row[1] for row in related))[:count]
    return related_keys, beside.get("previous"), beside.get("next")


def _found(part: str, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
    told = {"of_part": Value(part), "of_key": F(key), "of_time": F("published_at"), "of_row": F("pk")}
    return rows.order_by().annotate(**told).values_list(*told)


def neighbour_keys(article: ArticlePage) -> tuple[int | None, int | None]:
    """Return the keys of the public articles published just before and just after ``article``. One query."""
    older, newer = _neighbours(article)
    row = type(article)._base_manager.filter(pk=article.pk).values_list(Subquery(older), Subquery(newer)).first()
    return row or (None, None)


def _neighbours(article: ArticlePage) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return the queries for the keys of the public articles just before and just after ``article``."""
    public = type(article).objects.public().in_language(article.language)
    moment, key = article.published_at, article.pk
    # The outer condition lets the database walk its index; the inner one settles equal instants.
    older = public.filter(Q(published_at__lte=moment) & (Q(published_at__lt=moment) | Q(pk__lt=key)))
    newer = public.filter(Q(published_at__gte=moment) & (Q(published_at__gt=moment) | Q(pk__gt=key)))
    return (
        older.order_by("-published_at", "-pk").values("pk")[:1],
        newer.order_by("published_at", "pk").values("pk")[:1],
    )


def _own_images(article: ArticlePage) -> Iterable[NewsImage]:
    """Return the lead image and the images in the text."""
    if article.lead_image is not None:
        yield article.lead_image
    for block in article.body:
        if block.block_type == "image":
            pictures = [block.value]
        elif block.block_type == "gallery":
            pictures = block.value["images"]
        else:
            continue
        yield from (picture["image"] for picture in pictures if picture["image"] is not None)


def withdrawal_context(article: ArticlePage) -> dict[str, Any]:
    """Return what readers are told: ``withdrawal``, ``reason``, ``taken_down_at``, ``desk`` and ``replacement``."""
    planned = planned_end_of(article.pk) if article.has_ended else None
    withdrawal: Withdrawal | WithdrawalRequest | None = planned or withdrawal_of(article.pk)
    if withdrawal is None:
        return {}
    replacement = withdrawal.replacement.specific if withdrawal.replacement else None
    return {
        "withdrawal": withdrawal,
        "reason": withdrawal.public_text,
        "taken_down_at": planned.effective_at if planned else withdrawal.created_at,
        "desk": article.get_parent().title,
        "replacement": replacement if replacement and replacement.live else None,
    }
