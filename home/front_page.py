"""What stands on the front page, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from newsroom.articles.models import ArticlePage, Channel
from newsroom.core.context import current_channels

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
    newest = list(ArticlePage.objects.public().in_language().for_listing().newest_first()[:NEWEST_COUNT])
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
    return {
        "lead_story": lead_story,
        "secondary_stories": secondary_stories,
        "latest": latest,
        "channel_bands": channel_bands(shown),
    }


def _pinned(keys: list[int], newest: list[ArticlePage]) -> list[ArticlePage]:
    if not keys:
        return []
    known = {article.pk: article for article in newest}
    missing = [key for key in keys if key not in known]
    if missing:
        known |= {
            article.pk: article
            for article in ArticlePage.objects.public().in_language().for_listing().filter(pk__in=missing)
        }
    return [known[key] for key in keys if key in known]


def channel_bands(exclude: set[int], size: int = BAND_SIZE) -> list[dict[str, Any]]:
    """Return ``{"channel": ..., "articles": [...]}`` for each current channel with public articles.

    One query finds the newest of every channel, one more fetches them. SQLite allows no LIMIT inside a UNION, so the
    newest come as one scalar subquery a place, each a single step in the channel's index.
    """
    channels = current_channels()
    if not channels:
        return []
    newest = ArticlePage.objects.public().in_language().filter(channel=OuterRef("pk")).exclude(pk__in=exclude)
    keys = newest.order_by("-published_at", "-pk").values("pk")
    places = {f"place_{number}": Subquery(keys[number : number + 1]) for number in range(size)}
    rows = Channel.objects.filter(pk__in=[channel.pk for channel in channels]).annotate(**places).values_list(*places)
    wanted = [key for row in rows for key in row if key is not None]
    articles = (
        ArticlePage.objects.public().in_language().for_listing().filter(pk__in=wanted).newest_first() if wanted else []
    )
    by_channel: dict[int, list[ArticlePage]] = {}
    for article in articles:
        by_channel.setdefault(article.channel_id, []).append(article)
    return [
        {"channel": channel, "articles": by_channel[channel.pk]} for channel in channels if channel.pk in by_channel
    ]
