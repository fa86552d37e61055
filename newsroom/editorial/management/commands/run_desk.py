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


class Command(BaseCommand):
    """Look at the clock and the outbox again and again."""

    help = "Run the clock and the side effects of the desk until stopped. Any number may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, metavar="SECONDS", help="Wait between two looks.")
        parser.add_argument("--once", action="store_true", help="Look once and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopping.set())
            self.stdout.write("The desk's clock is running.")
            chores.start(stopping)
        while not stopping.is_set():
            self._look()
            if options["once"]:
                chores.run_all()
                return
            stopping.wait(options["interval"])

    def _look(self) -> None:
        try:
            close_old_connections()
            clock.run()
            outbox.run_due()
        except DatabaseError:
            # A restart of the database must not end the clock; the next look opens a new connection.
            logger.exception("The desk could not look at the database; it tries again.")
