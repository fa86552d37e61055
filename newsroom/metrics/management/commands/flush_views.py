"""Write buffered views into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.metrics import counters


class Command(BaseCommand):
    """Counting itself writes once a minute; this writes what the last readers of a day left. May run twice at once."""

    help = "Write the views that the shared cache holds into the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write closed buffers and forget the names of old ones."""
        if not counters.is_buffered():
            self.stdout.write("No shared cache: each view is written at once, there is nothing to flush.")
            return
        written = counters.write_buffers()
        counters.forget_written_buffers()
        self.stdout.write(f"{written} views written.")
