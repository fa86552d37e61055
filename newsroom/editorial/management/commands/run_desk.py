"""The worker process of the desk: its clock and its side effects."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import DatabaseError

from newsroom.editorial import chores, clock, outbox

logger = logging.getLogger(__name__)

# Seconds between two looks for texts that go out soon without an approval.
ALARM_INTERVAL = 20.0
# Seconds that a side effect under way gets to end when the worker is stopped.
FAREWELL = 10.0


class Command(BaseCommand):
    """Look at the clock and the outbox again and again."""

    help = "Run the clock and the side effects of the desk until stopped. Any number may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, metavar="SECONDS", help="Wait between two looks.")
        parser.add_argument("--once", action="store_true", help="Look once and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            clock.run()
            outbox.run_due()
            chores.run_all()
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        self.stdout.write("The desk's clock is running.")
        # The clock waits for nothing: side effects (they may call other machines) and alarms have threads of their own.
        chores.start(stopping)
        chores.repeat(clock.raise_alarms, ALARM_INTERVAL, stopping)
        side_effects = chores.repeat(outbox.run_due, options["interval"], stopping)
        while not stopping.is_set():
            self._look()
            stopping.wait(options["interval"])
        side_effects.join(FAREWELL)

    def _look(self) -> None:
        try:
            close_old_connections()
            clock.fire_due()
        except DatabaseError:
            # A restart of the database must not end the clock; the next look opens a new connection.
            logger.exception("The desk could not look at the database; it tries again.")
