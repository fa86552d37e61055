"""What the worker does beside clock and outbox, in its own time: chores that upper layers register.

They run in a thread of their own, because the clock must not wait for them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)

# Seconds between two rounds; a chore decides itself whether it is time.
INTERVAL = 5.0

_chores: list[Callable[[], Any]] = []


def register(chore: Callable[[], Any]) -> None:
    """Let the worker call ``chore`` again and again; it returns soon and holds no transaction open."""
    if chore not in _chores:
        _chores.append(chore)


def run_all() -> None:
    """Call every chore once; one that fails is logged and never holds up the others."""
    for chore in _chores:
        try:
            close_old_connections()
            chore()
        except Exception:
            logger.exception("The chore %s failed; it is tried again.", getattr(chore, "__qualname__", chore))


def start(stopping: threading.Event) -> threading.Thread:
    """Run the chores in a thread until ``stopping`` is set, and return it."""

    def work() -> None:
        while not stopping.is_set():
            run_all()
            stopping.wait(INTERVAL)
        connections.close_all()

    thread = threading.Thread(target=work, name="chores", daemon=True)
    thread.start()
    return thread
