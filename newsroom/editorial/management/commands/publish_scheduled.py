"""Publish what is due, once, under the name that Wagtail's own command has."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsroom.editorial import clock
from newsroom.editorial.models import Slot
from newsroom.editorial.slots import standing_approval


class Command(BaseCommand):
    """Takes the place of Wagtail's command, which would publish without an approval and expire without a trace."""

    help = "Publish approved texts whose time has come, once. The running clock does the same (run_desk)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what is due.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            for slot in Slot.objects.due(now).select_related("page"):
                standing = standing_approval(slot.page.specific)
                self.stdout.write(f"{slot.page}: {'approved' if standing else 'not approved, stays'}")
            return
        self.stdout.write(f"Published: {clock.run(now)}")
