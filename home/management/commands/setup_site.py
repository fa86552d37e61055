"""Make the two trees of a new newsroom."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.english import ensure_english_site
from home.site import ensure_site


class Command(BaseCommand):
    """See ``help``."""

    help = "Create front page, news index, desks and standing pages in Indonesian and English. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        created = ensure_site() + ensure_english_site()
        for title in created:
            self.stdout.write(f"+ {title}")
        self.stdout.write(f"The tree is in order ({len(created)} additions).")
