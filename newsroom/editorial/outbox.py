"""Side effects: written in the transaction that causes them, run after its commit, retried, visible.

Upper layers register handlers in ``AppConfig.ready()``; nothing here knows what they do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
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

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let ``handler`` carry out entries of ``kind``. It must be safe to run twice."""
    _handlers[kind] = handler


def enqueue(kind: str, *, after: timedelta = timedelta(0), **payload: Any) -> OutboxEntry:
    """Write a side effect into the current transaction, to be run ``after`` its commit."""
    return OutboxEntry.objects.create(kind=kind, payload=payload, next_try_at=timezone.now() + after)


def run_due(now: datetime | None = None, limit: int = 100) -> int:
    """Carry out what is due, one transaction an entry; return how many entries were tried.

    Several processes may do this at once: each claims its own entries.
    """
    tried = 0
    while tried < limit and _run_next(now or timezone.now()):
        tried += 1
    return tried


def _run_next(now: datetime) -> bool:
    with transaction.atomic():
        entries = OutboxEntry.objects.filter(state=OutboxState.WAITING, next_try_at__lte=now)
        # SQLite has one writer at a time: the transaction itself is the claim.
        can_skip = connection.features.has_select_for_update_skip_locked
        entries = entries.select_for_update(skip_locked=True) if can_skip else entries
        entry = entries.order_by("next_try_at", "pk").first()
        if entry is None:
            return False
        _attempt(entry, now)
    return True


def _attempt(entry: OutboxEntry, now: datetime) -> None:
    entry.attempts += 1
    try:
        with transaction.atomic():
            _handlers[entry.kind](entry.payload)
    except Exception as error:
        entry.last_error = f"{type(error).__name__}: {error}"[:2000]
        if entry.attempts >= MOST_ATTEMPTS:
            entry.state = OutboxState.FAILED
            logger.error("Side effect %s (%s) failed for good: %s", entry.pk, entry.kind, entry.last_error)
        else:
            entry.next_try_at = now + delay_after(entry.attempts)
    else:
        entry.state, entry.done_at, entry.last_error = OutboxState.DONE, now, ""
    entry.save()


def delay_after(attempts: int) -> timedelta:
    """Return the wait before the next attempt: doubling from 5 seconds up to an hour."""
    return min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY)


def retry(entry: OutboxEntry) -> None:
    """Put an entry back in the queue, to be tried at once."""
    entry.state, entry.attempts, entry.next_try_at = OutboxState.WAITING, 0, timezone.now()
    entry.save(update_fields=["state", "attempts", "next_try_at"])
