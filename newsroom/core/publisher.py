"""Who publishes and under which licence. What was entered lies in a higher layer, which registers itself here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

CACHE_KEY = "newsroom.core.publisher"
# Seconds. Saving clears the entry at once; the limit is for processes that do not share a cache.
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Publisher:
    """What every page says of its publisher; empty parts are filled with the name of the site and the usual licence."""

    name: str = ""
    licence: str = ""
    licence_url: str = ""
    email: str = ""
    phone: str = ""


_providers: list[Callable[[], Publisher | None]] = []


def register_provider(provider: Callable[[], Publisher | None]) -> None:
    """Let ``provider`` deliver what was entered; the last registered counts."""
    _providers[:] = [provider]


def clear(**kwargs: Any) -> None:
    """Forget what is cached. Takes a signal's arguments, so that it can be a receiver."""
    cache.delete(CACHE_KEY)


def current_publisher() -> Publisher:
    """Return the publisher of this site; one query when the cache does not know."""
    entered = cache.get(CACHE_KEY)
    if entered is None:
        entered = (_providers[0]() if _providers else None) or Publisher()
        cache.set(CACHE_KEY, entered, CACHE_SECONDS)
    return replace(
        entered,
        name=entered.name or str(settings.WAGTAIL_SITE_NAME),
        licence=entered.licence or _("May be republished with this line as the source."),
    )
