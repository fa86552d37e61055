"""The command that takes the demo away again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.demo.removal import close_demo


class Command(BaseCommand):
    """Close the demo accounts and remove the drafts that nobody submitted."""

    help = "Close the demo accounts and remove the demo drafts. What was ever public or submitted stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close and remove, and say what has to stay; to be run before a database leaves development."""
        closed = close_demo()
        self.stdout.write(f"Accounts closed: {closed.accounts}")
        self.stdout.write(f"Drafts removed: {closed.drafts}")
        if closed.kept:
            self.stdout.write(
                f"Releases kept: {closed.kept}. A public address never disappears; "
                "'make demo-reset' makes a new database."
            )
