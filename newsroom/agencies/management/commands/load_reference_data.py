"""Adds the regions and agencies that come with the project."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from newsroom.agencies.reference import load_reference_data


class Command(BaseCommand):
    """Adds the regions and agencies that come with the project. Safe to run at any time."""

    help = (
        "Adds the 38 regions of East Java and the provincial agencies where they are missing. "
        "Never overwrites what people have edited."
    )

    def add_arguments(self, parser) -> None:
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would be added and store nothing.")

    def handle(self, *args, dry_run: bool, verbosity: int, **options) -> None:
        """Load, and say what was done: a number, or with ``--verbosity 2`` every row."""
        done = load_reference_data(dry_run=dry_run)
        if verbosity > 1 or dry_run:
            for line in done:
                self.stdout.write(line)
        counted = f"{len(done)} changes" if len(done) != 1 else "1 change"
        if dry_run:
            self.stdout.write(f"Dry run: {counted} would be made.")
        elif done:
            self.stdout.write(self.style.SUCCESS(f"Reference data loaded: {counted}."))
        else:
            self.stdout.write("Reference data is complete; nothing to do.")
