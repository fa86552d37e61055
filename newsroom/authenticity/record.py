"""What the ledger says of a release, in the record that people export: each entry with the exact words of its hash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.editorial.fingerprint import canonical_json
from newsroom.editorial.models import LedgerEntry
from newsroom.editorial.release_record import at

if TYPE_CHECKING:
    from newsroom.editorial.release_record import Dossier


def ledger_lines(dossier: Dossier) -> Iterator[str]:
    """Yield two lines an entry: what happened, and the JSON whose SHA-256 is the hash of the entry."""
    for entry in LedgerEntry.objects.filter(page_id=dossier.page.pk).order_by("sequence"):
        people = ", ".join(f"{person['name']} ({person['part']})" for person in entry.people) or "-"
        yield f"- {_('entry')} {entry.sequence}: {at(entry.recorded_at)}, {entry.get_kind_display()}, {people}"
        yield f"  SHA-256 {entry.hash}: `{canonical_json(entry.statement())}`"
