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
    return repeat(run_all, INTERVAL, stopping)


def repeat(job: Callable[[], Any], seconds: float, stopping: threading.Event) -> threading.Thread:
    """Call ``job`` in a thread of its own, with ``seconds`` in between, until ``stopping`` is set; return the thread.

    A failure is logged, and the job is called again.
    """
    name = getattr(job, "__qualname__", repr(job))

    def work() -> None:
        while not stopping.is_set():
            try:
                close_old_connections()
                job()
            except Exception:
                logger.exception("%s failed; it is tried again.", name)
            stopping.wait(seconds)
        connections.close_all()

    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread
