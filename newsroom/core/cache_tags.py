"""What a response shows, noted while it is made: the tags by which a cache forgets it, and until when it is true.

Whatever puts something before a reader notes it here (``show("tag-7")``), in any layer; :mod:`newsroom.edge` opens the
note for each public request and reads it when the response is there. Outside of such a request nothing is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Shown:
    """What one response shows.

    ``fresh_until``: from then on it is made anew, but the old one misleads nobody (a date line, an ended pin).
    ``true_until``: from then on nobody may see it, not even when nothing else can be had (the end of a release).
    """

    tags: set[str] = field(default_factory=set)
    fresh_until: datetime | None = None
    true_until: datetime | None = None


_current: ContextVar[Shown | None] = ContextVar("newsroom_shown", default=None)


@contextmanager
def collecting() -> Iterator[Shown]:
    """Note what is shown inside of the block."""
    shown = Shown()
    token = _current.set(shown)
    try:
        yield shown
    finally:
        _current.reset(token)


def show(*tags: str) -> None:
    """Note that the response shows what these tags name, for example ``article-12``."""
    shown = _current.get()
    if shown is not None:
        shown.tags.update(tags)


def fresh_until(moment: datetime | None) -> None:
    """Note that the response is to be made anew at ``moment`` (aware; None: no such time)."""
    shown = _current.get()
    if shown is not None and moment is not None:
        shown.fresh_until = min(moment, shown.fresh_until or moment)


def true_until(moment: datetime | None) -> None:
    """Note that nobody may see the response from ``moment`` on (aware; None: no such time)."""
    shown = _current.get()
    if shown is not None and moment is not None:
        shown.true_until = min(moment, shown.true_until or moment)
