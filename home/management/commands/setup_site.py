"""Make the tree of a new newsroom."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.site import ensure_site


class Command(BaseCommand):
    """See ``help``."""

    help = "Create the front page, the news index, the newsroom's desk and the standing pages. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        created = ensure_site()
        for title in created:
            self.stdout.write(f"+ {title}")
        self.stdout.write(f"The tree is in order ({len(created)} additions).")
