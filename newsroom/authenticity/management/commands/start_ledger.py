"""Give the public pages of an older database their first entry."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from newsroom.authenticity.pages import CHUNK, pages_to_check
from newsroom.editorial.ledger import record_baseline
from newsroom.editorial.models import EditorialPage, LedgerEntry


class Command(BaseCommand):
    """A page whose text is not the entitled one gets no entry: that would make it look right for ever."""

    help = "Enter pages that were public before there was a ledger, as they are now. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        entered = refused = 0
        for key in pages_to_check().iterator(chunk_size=CHUNK):
            if LedgerEntry.objects.filter(page_id=key).exists():
                continue
            page = Page.objects.get(pk=key).specific
            if not isinstance(page, EditorialPage):
                continue
            entitlement = page.current_entitlement
            if entitlement is None or entitlement.fingerprint != page.fingerprint():
                refused += 1
                self.stderr.write(f"page {key}: public without an entitlement for this text; not entered")
            elif record_baseline(page) is not None:
                entered += 1
        self.stdout.write(f"Entered into the ledger: {entered}" + (f", refused: {refused}" if refused else ""))
