"""Which copies are outdated: a number a tag, raised by each purge, so that a purge costs the same for one page or all.

All numbers come from one counter. A copy holds the counter as it stood before the page was made, and is good while no
tag of it has a larger number. A page that was being made while a purge came is therefore outdated from the start. A tag
whose number was evicted counts as purged, and a lost counter starts at the clock, above all numbers it ever gave: what
the cache forgets makes pages anew, and never brings an old one back.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from django.core.cache import caches

CACHE = "pages"
_COUNTER = "edge.counter"


def _key(tag: str) -> str:
    return f"edge.tag.{tag}"


def current() -> int:
    """Return the counter; to be asked before a page is made."""
    cache = caches[CACHE]
    number = cache.get(_COUNTER)
    if number is None:
        cache.add(_COUNTER, int(time.time() * 1000), None)
        number = cache.get(_COUNTER) or 0
    return int(number)


def purge(tags: Collection[str]) -> None:
    """Outdate every copy that has one of ``tags``."""
    cache = caches[CACHE]
    current()
    number = cache.incr(_COUNTER)
    cache.set_many({_key(tag): number for tag in tags}, None)


def enter(tags: Collection[str], number: int) -> bool:
    """Give tags without a number the one from before the page was made; return whether the page is still good."""
    cache = caches[CACHE]
    known = cache.get_many([_key(tag) for tag in tags])
    unknown = [tag for tag in tags if _key(tag) not in known]
    for tag in unknown:
        cache.add(_key(tag), number, None)
    return is_good(tags, number) if unknown else all(value <= number for value in known.values())


def is_good(tags: Collection[str], number: int) -> bool:
    """Whether no tag was purged since the counter stood at ``number``."""
    known = caches[CACHE].get_many([_key(tag) for tag in tags])
    return len(known) == len(tags) and all(value <= number for value in known.values())
