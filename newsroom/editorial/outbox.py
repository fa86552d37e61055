"""Side effects: written in the transaction that causes them, run after its commit, retried, visible.

Upper layers register handlers in ``AppConfig.ready()``; nothing here knows what they do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from newsroom.editorial.enums import OutboxState
from newsroom.editorial.models.schedule import OutboxEntry

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]

FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)
MOST_ATTEMPTS = 12
# How long a handler may work before another process takes its entry for abandoned.
LEASE = timedelta(minutes=2)

_handlers: dict[str, Handler] = {}
_gathered: ContextVar[dict[str, list[int]] | None] = ContextVar("gathered_side_effects", default=None)


def register(kind: str, handler: Handler) -> None:
    """Let ``handler`` carry out entries of ``kind``. It must be safe to run twice, and opens its own transactions."""
    _handlers[kind] = handler


def enqueue(kind: str, *, after: timedelta = timedelta(0), **payload: Any) -> OutboxEntry:
    """Write a side effect into the current transaction, to be run ``after`` its commit."""
    return OutboxEntry.objects.create(kind=kind, payload=payload, next_try_at=timezone.now() + after)


@contextmanager
def gathering() -> Iterator[None]:
    """Let an act on many pages leave one entry a kind for all of them; use it within the transaction of the act.

    A hundred thousand entries of an import would hold up every mail behind them.
    """
    outer = _gathered.get()
    gathered: dict[str, list[int]] = {}
    token = _gathered.set(gathered if outer is None else outer)
    try:
        yield
    finally:
        _gathered.reset(token)
    for kind, keys in gathered.items():
        enqueue(kind, pages=keys)


def enqueue_page(kind: str, key: int) -> None:
    """Write that ``kind`` is to be done for the page ``key``; under :func:`gathering` one entry names all pages.

    The handler asks :func:`pages_of` which pages its entry names.
    """
    gathered = _gathered.get()
    if gathered is None:
        enqueue(kind, page=key)
    elif key not in gathered.setdefault(kind, []):
        gathered[kind].append(key)


def pages_of(payload: dict[str, Any]) -> list[int]:
    """Return the keys of the pages that an entry of :func:`enqueue_page` names."""
    return list(payload["pages"]) if "pages" in payload else [payload["page"]]


def run_due(now: datetime | None = None, limit: int = 100) -> int:
    """Carry out what is due and return how many entries were tried.

    Several processes may do this at once: each claims its own entries. No transaction is open while a handler works,
    so one that asks another machine holds neither a row nor SQLite's only writer.
    """
    tried = 0
    while tried < limit:
        entry = _claim(now or timezone.now())
        if entry is None:
            break
        _carry_out(entry, now)
        tried += 1
    return tried


@transaction.atomic
def _claim(now: datetime) -> OutboxEntry | None:
    """Take the next entry for :data:`LEASE`; should this process die meanwhile, another takes it afterwards."""
    entries = OutboxEntry.objects.filter(state=OutboxState.WAITING, next_try_at__lte=now)
    # SQLite has one writer at a time: the transaction itself is the claim.
    can_skip = connection.features.has_select_for_update_skip_locked
    entries = entries.select_for_update(skip_locked=True) if can_skip else entries
    entry = entries.order_by("next_try_at", "pk").first()
    if entry is not None:
        entry.attempts += 1
        entry.next_try_at = now + LEASE
        entry.save(update_fields=["attempts", "next_try_at"])
    return entry


def _carry_out(entry: OutboxEntry, now: datetime | None) -> None:
    try:
        _handlers[entry.kind](entry.payload)
    except Exception as error:
        result = _failure(entry, error, now or timezone.now())
    else:
        result = {"state": OutboxState.DONE, "done_at": now or timezone.now(), "last_error": ""}
    # Whoever took longer than the lease says nothing about an entry that another has claimed since.
    OutboxEntry.objects.filter(pk=entry.pk, state=OutboxState.WAITING, attempts=entry.attempts).update(**result)


def _failure(entry: OutboxEntry, error: Exception, now: datetime) -> dict[str, Any]:
    last_error = f"{type(error).__name__}: {error}"[:2000]
    if entry.attempts < MOST_ATTEMPTS:
        return {"last_error": last_error, "next_try_at": now + delay_after(entry.attempts)}
    logger.error("Side effect %s (%s) failed for good: %s", entry.pk, entry.kind, last_error)
    return {"last_error": last_error, "state": OutboxState.FAILED}


def delay_after(attempts: int) -> timedelta:
    """Return the wait before the next attempt: doubling from 5 seconds up to an hour."""
    return min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY)


def retry(entry: OutboxEntry) -> None:
    """Put an entry back in the queue, to be tried at once."""
    entry.state, entry.attempts, entry.next_try_at = OutboxState.WAITING, 0, timezone.now()
    entry.save(update_fields=["state", "attempts", "next_try_at"])
