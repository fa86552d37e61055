"""What every public page knows: the newsroom's name, today, and the channels of the day.

Nothing here looks at the visitor: no session, no cookie, no account. So a page is the same for everyone and may be
cached. Channels belong to a higher layer; it registers itself with :func:`register_channel_provider`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from newsroom.core.cache_tags import fresh_until
from newsroom.core.languages import ENGLISH, language_of_path, localised, main_path
from newsroom.core.publisher import current_publisher

CHANNELS_CACHE_KEY = "newsroom.core.channels"
# Seconds. Saving a channel clears the entry at once; the limit is for processes that do not share a cache.
CHANNELS_CACHE_SECONDS = 60


class ChannelLike(Protocol):
    """The part of a channel that this layer reads: when it begins and ends (None: no limit)."""

    starts_at: datetime | None
    ends_at: datetime | None


_providers: list[Callable[[], Iterable[Any]]] = []


def register_channel_provider(provider: Callable[[], Iterable[Any]]) -> None:
    """Let ``provider`` deliver all channels in their order, past and future ones too; the last registered counts."""
    _providers[:] = [provider]


def clear_channels(**kwargs: Any) -> None:
    """Forget the cached channels. Takes a signal's arguments, so that it can be a receiver."""
    cache.delete(CHANNELS_CACHE_KEY)


def current_channels(now: datetime | None = None) -> list[Any]:
    """Return the channels that run at ``now`` (aware; default: this moment), in their order."""
    channels = cache.get(CHANNELS_CACHE_KEY)
    if channels is None:
        channels = list(_providers[0]()) if _providers else []
        cache.set(CHANNELS_CACHE_KEY, channels, CHANNELS_CACHE_SECONDS)
    moment = now or timezone.now()
    for channel in channels:
        for edge in (channel.starts_at, channel.ends_at):
            if edge is not None and edge > moment:
                fresh_until(edge)
    return [channel for channel in channels if _is_running(channel, moment)]


def _is_running(channel: ChannelLike, moment: datetime) -> bool:
    return (channel.starts_at is None or channel.starts_at <= moment) and (
        channel.ends_at is None or moment < channel.ends_at
    )


# Pages of the tree that are public in both languages: Indonesian path -> English path. Belongs to a higher layer too.
_twin_providers: list[Callable[[], dict[str, str]]] = []
TWINS_CACHE_KEY = "newsroom.core.twins"
# Lists that answer in each language, whatever is public, once there is an English front page.
LISTS_IN_BOTH = frozenset({"/arsip/", "/cari/", "/instansi/", "/koreksi/", "/periksa/", "/tag/", "/wilayah/"})


def register_twin_provider(provider: Callable[[], dict[str, str]]) -> None:
    """Let ``provider`` tell which pages of the tree are public in both languages; the last registered counts."""
    _twin_providers[:] = [provider]


def clear_twins(**kwargs: Any) -> None:
    """Forget the cached twins. Takes a signal's arguments, so that it can be a receiver."""
    cache.delete(TWINS_CACHE_KEY)


def twin_pages() -> dict[str, str]:
    """Return Indonesian and English path of each page, but articles, that is public in both languages."""
    twins: dict[str, str] | None = cache.get(TWINS_CACHE_KEY)
    if twins is None:
        twins = _twin_providers[0]() if _twin_providers else {}
        cache.set(TWINS_CACHE_KEY, twins, CHANNELS_CACHE_SECONDS)
    return twins


def twin_address(path: str) -> str:
    """Return the path of the page at ``path`` in the other language; empty where it has none. Not for articles."""
    twins, indonesian = twin_pages(), main_path(path)
    is_list = indonesian in LISTS_IN_BOTH and "/" in twins
    english = localised(indonesian, ENGLISH) if is_list else twins.get(indonesian, "")
    return (indonesian if language_of_path(path) == ENGLISH else english) if english else ""


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Context processor for all templates. Channels are read only when a template asks for them."""
    return {
        "newsroom_name": settings.WAGTAIL_SITE_NAME,
        "today": timezone.localtime(),
        "channels": SimpleLazyObject(current_channels),
        "publisher": SimpleLazyObject(current_publisher),
        "is_demo": bool(getattr(settings, "NEWSROOM_DEMO", False)),
    }
