"""Where copies lie. A cache that does not answer is an empty shelf: readers notice nothing."""

from __future__ import annotations

import functools
import hashlib
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from newsroom.edge import generations
from newsroom.edge.copies import Copy

logger = logging.getLogger(__name__)

# Seconds. How long an outdated copy waits to be shown while a new one is made, or while none can be.
OUTDATED = 24 * 60 * 60
# How long the one who makes a page has for it, how long the others wait for it, and how often they look.
MAKING, WAITING, GLANCE = 10, 2.0, 0.02
# How long a copy in the memory of one process lives, as the purges of other processes cannot reach it.
OUT_OF_REACH = 1.0


def _or(default: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a function return ``default`` where the cache does not answer."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def guarded(*args: Any) -> Any:
            try:
                return function(*args)
            except Exception as error:
                logger.warning("The page cache does not answer: %s", error)
                return default

        return guarded

    return decorate


def key_of(request: HttpRequest) -> str:
    """Return the key of the page at this address. Pages print whole addresses, so scheme and host belong to it."""
    address = f"{request.scheme}://{request.get_host()}{request.path}"
    return f"edge.page.{hashlib.sha256(address.encode()).hexdigest()[:40]}"


def _making(key: str) -> str:
    return f"{key}.making"


@_or(None)
def take(key: str) -> Copy | None:
    """Return the copy under ``key``, outdated or not."""
    return caches[generations.CACHE].get(key)


@_or(False)
def is_good(copy: Copy) -> bool:
    """Whether nothing on the copy was purged."""
    return generations.is_good(copy.tags, copy.number)


@_or(None)
def number() -> int | None:
    """Return the counter of purges; None where nothing can be kept."""
    return generations.current()


@_or(True)
def begin(key: str) -> bool:
    """Whether the caller is the one who makes the page now."""
    return caches[generations.CACHE].add(_making(key), 1, MAKING)


@_or(None)
def end(key: str) -> None:
    """Let the next one make the page."""
    caches[generations.CACHE].delete(_making(key))


@_or(None)
def put(key: str, copy: Copy) -> None:
    """Keep a copy, unless something on it was purged while it was made."""
    life = copy.fresh_until - time.time()
    if life <= 0 or not generations.enter(copy.tags, copy.number):
        return
    caches[generations.CACHE].set(key, copy, OUT_OF_REACH if is_out_of_reach() else life + OUTDATED)


@_or(None)
def wait_for(key: str) -> Copy | None:
    """Return the copy that somebody else is making; None where that leads to none, or takes too long."""
    until = time.monotonic() + WAITING
    while time.monotonic() < until:
        found = caches[generations.CACHE].get_many([key, _making(key)])
        copy = found.get(key)
        if copy is not None and copy.is_true(time.time()) and is_good(copy):
            return copy
        if _making(key) not in found:
            return None
        time.sleep(GLANCE)
    return None


def is_out_of_reach() -> bool:
    """Whether copies lie in the memory of this process, where no other process can purge them."""
    return not settings.CACHES[generations.CACHE]["BACKEND"].endswith("RedisCache")
