"""The command that makes the search index equal to what is public."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.listings.search import store, upkeep


class Command(BaseCommand):
    """Write what is missing; with --all, everything."""

    help = (
        "Index the public articles that search does not know yet, in batches; stopped, it goes on where it was. "
        "--all begins anew: readers find less until it is done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Empty the index first.")
        parser.add_argument("--stems", action="store_true", help="Also work out the stems of all words anew.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Index, forget what is not public, and say how many."""
        if options["all"]:
            store.forget_everything()
        written = 0
        for written in upkeep.fill():
            if options["verbosity"] > 1:
                self.stdout.write(f"{written} articles")
        dropped = upkeep.drop_stale()
        changed = upkeep.renew_stems() if options["stems"] else 0
        self.stdout.write(f"Articles indexed: {written}, forgotten: {dropped}, stems changed: {changed}")
