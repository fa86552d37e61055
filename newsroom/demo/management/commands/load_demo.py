"""The command that writes the demo newsroom."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsroom.agencies.models import Agency
from newsroom.articles.enums import DeskKind
from newsroom.articles.models import Desk
from newsroom.demo.accounts import PASSWORD, usernames
from newsroom.demo.builder import build_demo


class Command(BaseCommand):
    """Write the demo newsroom, once; a second run finds nothing to do."""

    help = "Write the demo newsroom: accounts, about seventy releases, pictures. Safe to run again. Development only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse where real news is written, or where the ground is missing; else build and say what is new."""
        if getattr(settings, "NEWSROOM_DEMO", False) is not True:
            raise CommandError("The demo newsroom is for development only: these settings do not allow it.")
        if not Desk.objects.filter(kind=DeskKind.NEWSROOM).exists():
            raise CommandError("There is no newsroom yet: run 'setup_site' first.")
        if not Agency.objects.exists():
            raise CommandError("There are no agencies yet: run 'load_reference_data' first.")
        report = build_demo()
        if report.is_empty:
            self.stdout.write("The demo newsroom is complete; nothing to do.")
            return
        call_command("rebuild_references_index", verbosity=0)
        self.stdout.write(f"People and places: {len(report.people_and_places)} new")
        for state, count in sorted(report.articles.items()):
            self.stdout.write(f"Releases, {state}: {count}")
        self.stdout.write(f"Standing pages: {len(report.pages)} written")
        self.stdout.write(f"Pictures: {report.pictures} drawn, {report.renditions} sizes made")
        self.stdout.write(f"Accounts: {', '.join(usernames())} (password {PASSWORD})")
