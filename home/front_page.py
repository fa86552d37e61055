"""What stands on the front page, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery, prefetch_related_objects

from newsroom.articles.models import ArticlePage, Channel
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.core.context import current_channels
from newsroom.images.specs import renditions_prefetch

SECONDARY_COUNT = 2
LATEST_COUNT = 10
BAND_SIZE = 4
# Enough of the newest to fill lead, secondaries and the latest column, even after pinned ones are taken out.
NEWEST_COUNT = 1 + SECONDARY_COUNT + LATEST_COUNT + 6


def front_page_context(pinned_keys: list[int]) -> dict[str, Any]:
    """Return ``lead_story``, ``secondary_stories``, ``latest`` and ``channel_bands``.

    No story stands twice. Pins come first; the lead needs a picture where one of the
    newest has one. A pin whose article is not public does not show.
    """
    newest = list(_stories().newest_first()[:NEWEST_COUNT])
    pinned = _pinned(pinned_keys, newest)
    rest = [article for article in newest if article not in pinned]
    top = pinned + rest
    if not pinned:
        top = (
            sorted(top[: SECONDARY_COUNT + 1], key=lambda article: article.lead_image_id is None)
            + top[SECONDARY_COUNT + 1 :]
        )
    lead_story = top[0] if top else None
    secondary_stories = top[1 : 1 + SECONDARY_COUNT]
    shown = {article.pk for article in [lead_story, *secondary_stories] if article}
    latest = [article for article in newest if article.pk not in shown][:LATEST_COUNT]
    bands = channel_bands(shown)
    stories = [*top[: 1 + SECONDARY_COUNT], *latest, *(article for band in bands for article in band["articles"])]
    prefetch_related_objects(stories, renditions_prefetch("lead_image__renditions", "3x2", "16x9"))
    return {
        "lead_story": lead_story,
        "secondary_stories": secondary_stories,
        "latest": latest,
        "channel_bands": bands,
    }


def _stories() -> ArticleQuerySet:
    """Return what lists show, without the pictures: those of all parts of the page are fetched in one query."""
    return ArticlePage.objects.public().in_language().for_listing().prefetch_related(None)


def _pinned(keys: list[int], newest: list[ArticlePage]) -> list[ArticlePage]:
    if not keys:
        return []
    known = {article.pk: article for article in newest}
    missing = [key for key in keys if key not in known]
    if missing:
        known |= {article.pk: article for article in _stories().filter(pk__in=missing)}
    return [known[key] for key in keys if key in known]


def channel_bands(exclude: set[int], size: int = BAND_SIZE) -> list[dict[str, Any]]:
    """Return ``{"channel": ..., "articles": [...]}`` for each current channel with public articles.

    One query finds the newest of every channel, one more fetches them, without their pictures. SQLite allows no LIMIT
    inside a UNION, so the newest come as one scalar subquery a place, each a single step in the channel's index.
    """
    channels = current_channels()
    if not channels:
        return []
    newest = ArticlePage.objects.public().in_language().filter(channel=OuterRef("pk")).exclude(pk__in=exclude)
    keys = newest.order_by("-published_at", "-pk").values("pk")
    places = {f"place_{number}": Subquery(keys[number : number + 1]) for number in range(size)}
    rows = Channel.objects.filter(pk__in=[channel.pk for channel in channels]).annotate(**places).values_list(*places)
    wanted = [key for row in rows for key in row if key is not None]
    articles = _stories().filter(pk__in=wanted).newest_first() if wanted else []
    by_channel: dict[int, list[ArticlePage]] = {}
    for article in articles:
        by_channel.setdefault(article.channel_id, []).append(article)
    return [
        {"channel": channel, "articles": by_channel[channel.pk]} for channel in channels if channel.pk in by_channel
    ]
