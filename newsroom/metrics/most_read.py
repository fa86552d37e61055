"""What readers read most in the last days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.articles.querysets import UNLISTED_FIELDS
from newsroom.articles.shown import show_articles
from newsroom.core.languages import language_of
from newsroom.metrics.models import DailyViews

DAYS = 7
SHOWN = 5
# More than are shown, because some of them may have been withdrawn since they were counted.
CANDIDATES = 4 * SHOWN
# How old the order may be; whether an article is public is asked every time.
SECONDS = 300

_KEY = "newsroom.metrics.most_read"


def most_read(limit: int = SHOWN, now: datetime | None = None) -> list[ArticlePage]:
    """Return the public articles of the active language with most views in the last :data:`DAYS` days, most read first.

    The views of the old site do not count: they say nothing about these days. Two queries, one
    while the cache knows the order. A withdrawn article is not in it from its withdrawal on.
    """
    language = language_of()
    keys = cache.get(f"{_KEY}.{language}")
    if keys is None:
        keys = _keys_in_order(now or timezone.now(), language)
        cache.set(f"{_KEY}.{language}", keys, SECONDS)
    if not keys:
        return []
    public = {
        article.pk: article
        for article in ArticlePage.objects.public().in_language().defer(*UNLISTED_FIELDS).filter(pk__in=keys)
    }
    shown = [public[key] for key in keys if key in public][:limit]
    show_articles(shown)
    return shown


def _keys_in_order(now: datetime, language: str) -> list[int]:
    since = timezone.localtime(now).date() - timedelta(days=DAYS - 1)
    counted = (
        DailyViews.objects.filter(day__gte=since, article__language=language)
        .values("article_id")
        .annotate(views=Sum("count"))
    )
    return [row["article_id"] for row in counted.order_by("-views", "-article_id")[:CANDIDATES]]
