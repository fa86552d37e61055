"""Counting views without writing to the database for each of them.

With a shared cache (Redis) a view is two or three steps in the cache, and each closed minute is written into the
database as a whole. A buffer is a minute: a counter for each article read in it, and a numbered list of those articles.
Without a shared cache, as on one's own computer, a view is written at once: no other process could see the buffer.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.metrics.models import DailyViews, ViewTotal, WrittenBuffer

BUFFER_SECONDS = 60
# How long a buffer waits to be written before the cache may forget it, and how far back the writer looks.
KEEP = timedelta(hours=6)
# Articles a buffer takes; more than any minute can have, and a limit for whoever makes numbers up.
BUFFER_ARTICLES = 20_000
TOTAL_SECONDS = 60  # how long a shown total may be old
LARGEST_KEY = 2**31

_PREFIX = "newsroom.metrics"


def is_buffered() -> bool:
    """Whether all processes share a cache, so that a buffer in it reaches the writer."""
    return settings.CACHES["default"]["BACKEND"].endswith("RedisCache")


def count_view(article_id: int, now: datetime | None = None) -> None:
    """Count one view of an article. An unknown or unpublished one is dropped when it comes to writing."""
    if not 0 < article_id < LARGEST_KEY:
        return
    moment = now or timezone.now()
    if is_buffered():
        _add_to_buffer(_buffer_of(moment), article_id)
    else:
        with transaction.atomic():
            _write(Counter({article_id: 1}), timezone.localtime(moment).date())


def _buffer_of(moment: datetime) -> str:
    start = moment.timestamp() // BUFFER_SECONDS * BUFFER_SECONDS
    return datetime.fromtimestamp(start, UTC).strftime("%Y%m%dT%H%MZ")


def _add_to_buffer(name: str, article_id: int) -> None:
    seconds = int(KEEP.total_seconds())
    counter = f"{_PREFIX}.{name}.article.{article_id}"
    if not cache.add(counter, 1, seconds):
        cache.incr(counter)
        return
    length = f"{_PREFIX}.{name}.length"
    cache.add(length, 0, seconds)
    place = cache.incr(length)
    if place <= BUFFER_ARTICLES:
        cache.set(f"{_PREFIX}.{name}.place.{place}", article_id, seconds)


def _read_buffer(name: str) -> Counter[int]:
    length = min(cache.get(f"{_PREFIX}.{name}.length") or 0, BUFFER_ARTICLES)
    places = cache.get_many([f"{_PREFIX}.{name}.place.{place}" for place in range(1, length + 1)])
    counters = {f"{_PREFIX}.{name}.article.{article_id}": article_id for article_id in places.values()}
    return Counter({counters[key]: count for key, count in cache.get_many(list(counters)).items()})


def write_buffers(now: datetime | None = None) -> int:
    """Write all closed buffers into the database and return how many views they held.

    Safe to run twice and by two processes at once: a buffer's name and its views are written in one transaction.
    """
    if not is_buffered():
        return 0
    moment = now or timezone.now()
    # A minute's grace: a slow request may still be adding to the buffer that has just closed.
    oldest, newest = moment - KEEP, moment - timedelta(seconds=2 * BUFFER_SECONDS)
    steps = range(int((newest - oldest).total_seconds()) // BUFFER_SECONDS + 1)
    starts = {_buffer_of(newest - timedelta(seconds=step * BUFFER_SECONDS)): None for step in steps}
    lengths = cache.get_many([f"{_PREFIX}.{name}.length" for name in starts])
    filled = [name for name in starts if f"{_PREFIX}.{name}.length" in lengths]
    return sum(_write_buffer(name) for name in filled)


def _write_buffer(name: str) -> int:
    views = _read_buffer(name)
    start = datetime.strptime(name, "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    written = 0
    with transaction.atomic():
        _, is_new = WrittenBuffer.objects.get_or_create(name=name)
        if is_new:
            written = _write(views, timezone.localtime(start).date())
    cache.delete(f"{_PREFIX}.{name}.length")
    return written


def write_when_due(now: datetime | None = None) -> None:
    """Write the buffers if nobody did so in the last minute. Called by the counting itself, so no timer is needed."""
    if is_buffered() and cache.add(f"{_PREFIX}.written", 1, BUFFER_SECONDS):
        write_buffers(now)
        forget_written_buffers(now)


def _write(views: Counter[int], day: date) -> int:
    """Add ``views`` to the rows of ``day`` and to the totals; only public articles count. Returns the views written."""
    public = ArticlePage.objects.public().filter(pk__in=views).values_list("pk", flat=True)
    # In the order of their keys, so that two writers never wait for each other in a circle.
    counted = {key: views[key] for key in sorted(public)}
    DailyViews.objects.bulk_create([DailyViews(article_id=key, day=day) for key in counted], ignore_conflicts=True)
    ViewTotal.objects.bulk_create([ViewTotal(article_id=key) for key in counted], ignore_conflicts=True)
    for key, count in counted.items():
        DailyViews.objects.filter(article_id=key, day=day).update(count=F("count") + count)
        ViewTotal.objects.filter(article_id=key).update(count=F("count") + count)
    return sum(counted.values())


def forget_written_buffers(now: datetime | None = None) -> None:
    """Delete the names of buffers that the cache has long forgotten."""
    WrittenBuffer.objects.filter(written_at__lt=(now or timezone.now()) - 4 * KEEP).delete()


def total_views(article: ArticlePage) -> int | None:
    """Return the views to show: the frozen count of the old site and what was counted here; None where nobody counted.

    At most :data:`TOTAL_SECONDS` old; one query when the cache does not know.
    """
    key = f"{_PREFIX}.total.{article.pk}"
    counted = cache.get(key)
    if counted is None:
        counted = ViewTotal.objects.filter(article_id=article.pk).values_list("count", flat=True).first() or 0
        cache.set(key, counted, TOTAL_SECONDS)
    if article.legacy_views is None and not counted:
        return None
    return (article.legacy_views or 0) + counted
