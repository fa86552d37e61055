"""The chain by itself: every entry covers what it holds, names the one before, and lies on the heads of the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from newsroom.authenticity.differences import NOTHING, Difference
from newsroom.editorial.models import DayHead, LedgerEntry
from newsroom.editorial.triggers import missing_guards

# Rows that are in memory at once.
CHUNK = 200


def check_guards() -> Iterator[Difference]:
    """Find append-only tables without their triggers."""
    for name in missing_guards():
        yield Difference(None, "trigger", name, NOTHING)


def check_chain(after: int = 0, count: int | None = None) -> Iterator[Difference]:
    """Recompute the entries behind the sequence number ``after``, at most ``count`` of them, in constant memory."""
    previous = LedgerEntry.objects.filter(sequence=after).first()
    entries = LedgerEntry.objects.filter(sequence__gt=after).order_by("sequence")
    for entry in entries[:count].iterator(chunk_size=CHUNK) if count else entries.iterator(chunk_size=CHUNK):
        yield from _check_entry(entry, previous, after)
        previous = entry


def _check_entry(entry: LedgerEntry, previous: LedgerEntry | None, after: int) -> Iterator[Difference]:
    name = f"entry {entry.sequence}"
    wanted = (previous.sequence if previous else after) + 1
    link = previous.hash if previous else ""
    if entry.sequence != wanted:
        yield Difference(entry.page_id, name, f"sequence {wanted}", f"sequence {entry.sequence}: entries are missing")
    elif entry.previous_hash != link:
        yield Difference(entry.page_id, f"{name}, previous hash", link or NOTHING, entry.previous_hash)
    computed = entry.computed_hash()
    if computed != entry.hash:
        yield Difference(entry.page_id, f"{name}, hash of its content", entry.hash, computed)
    if previous is not None and entry.recorded_at < previous.recorded_at:
        yield Difference(entry.page_id, f"{name}, time", f"not before {previous.recorded_at}", str(entry.recorded_at))


def check_heads(since: datetime | None = None) -> Iterator[Difference]:
    """Compare the published heads of finished days with the entries they name."""
    heads = DayHead.objects.order_by("day")
    if since is not None:
        heads = heads.filter(day__gte=timezone.localtime(since).date())
    for head in heads.iterator(chunk_size=CHUNK):
        name = f"head of {head.day}"
        entry = LedgerEntry.objects.filter(sequence=head.sequence).first()
        if entry is None or entry.hash != head.hash:
            yield Difference(None, name, head.hash, entry.hash if entry else NOTHING)
            continue
        follower = LedgerEntry.objects.filter(sequence__gt=head.sequence).order_by("sequence").first()
        if follower is not None and timezone.localtime(follower.recorded_at).date() <= head.day:
            yield Difference(None, name, f"entry {head.sequence} as the last of the day", f"entry {follower.sequence}")
