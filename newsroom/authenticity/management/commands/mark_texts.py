"""Mark all published texts at once, so that "Periksa keaslian" finds them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom.authenticity.marking import mark_next_entries
from newsroom.authenticity.models import MarkingPlace


class Command(BaseCommand):
    """Stopped, it goes on where it was."""

    help = "Mark published texts for the check of authenticity, up to the last entry of the ledger. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="Read the ledger from its beginning.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            MarkingPlace.objects.update(sequence=0)
        read = 0
        while count := mark_next_entries():
            read += count
        self.stdout.write(f"Entries of the ledger read: {read}")
