"""Writing the ledger: one entry for everything that readers see appear, change or go.

The caller's transaction holds both the event and its entry. Entries have one order: whoever appends holds the lock
of the chain until the end of the transaction, so what is slow (hashing files) is done before, and nothing slow after.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.utils import timezone

from newsroom.editorial.enums import EntitlementKind, LedgerKind
from newsroom.editorial.fingerprint import canonical_json, fingerprint_of
from newsroom.editorial.models.ledger import DayHead, LedgerEntry
from newsroom.editorial.models.number import ReleaseNumber

if TYPE_CHECKING:
    from newsroom.editorial.models import EditorialPage, Entitlement, ForceClearing, Withdrawal
    from newsroom.users.models import User

# Any number that no other use of advisory locks in this database has.
LOCK_OF_THE_CHAIN = 7_041_846_312
# 128 bits: enough to tell a changed field; the chain itself uses whole hashes.
DIGEST_LENGTH = 32


def record_publication(page: EditorialPage, entitlement: Entitlement) -> LedgerEntry:
    """Append that the text of ``entitlement`` went public on ``page``; call it last in the transaction."""
    records: list[models.Model] = [entitlement, *ReleaseNumber.objects.filter(page_id=page.pk)]
    people = [_person(_PART_OF.get(str(entitlement.kind), "responsible"), entitlement.person)]
    approval = entitlement.approval
    if approval is not None:
        records += [approval, approval.submission]
        people.append(_person("submitter", approval.submission.person))
    if entitlement.force is not None:
        records.append(entitlement.force)
    correction = page.correction_of(entitlement)
    if correction is not None:
        records.append(correction)
    return _append(page, _kind_of(page, entitlement, correction), records=records, people=people)


def record_withdrawal(page: EditorialPage, withdrawal: Withdrawal) -> LedgerEntry:
    """Append that ``page`` was withdrawn or taken down; call it last in the transaction."""
    people = [_person("requester", withdrawal.requested_by), _person("approver", withdrawal.approved_by)]
    return _append(page, LedgerKind(withdrawal.kind), records=[withdrawal], people=people)


def record_clearing(page: EditorialPage, clearing: ForceClearing) -> LedgerEntry:
    """Append that another editor looked at an emergency publication of ``page``; last in the transaction."""
    people = [_person("clearing_editor", clearing.person), _person("duty_editor", clearing.force.person)]
    return _append(page, LedgerKind.CLEARING, records=[clearing, clearing.force], people=people)


@transaction.atomic
def record_baseline(page: EditorialPage) -> LedgerEntry | None:
    """Append a first entry for a page that was public before there was a ledger; None where it has an entry."""
    if LedgerEntry.objects.filter(page_id=page.pk).exists():
        return None
    return _append(page, LedgerKind.BASELINE, records=page.evidence(), people=[])


def close_finished_day(now: datetime | None = None) -> DayHead | None:
    """Write the head of the last day with entries, once that day is over; return it if it was written now."""
    moment = now or timezone.now()
    last = LedgerEntry.objects.order_by("-sequence").first()
    if last is None or _day(last.recorded_at) >= _day(moment) or _is_closed(_day(last.recorded_at)):
        return None
    with transaction.atomic():
        lock_chain()
        # Only now is it sure that no transaction still holds an entry of that day.
        last = LedgerEntry.objects.order_by("-sequence").first()
        return _close_day_of(last, moment)


def digest(value: Any) -> str:
    """Return the short digest of a plain value; a time counts as the instant it is, whatever its zone."""
    if isinstance(value, datetime):
        value = instant(value)
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()[:DIGEST_LENGTH]


def instant(moment: datetime | None) -> str | None:
    """Return an aware time as text in UTC, the same for the same instant."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def digests_of_row(record: models.Model) -> dict[str, str]:
    """Return the digest of each column of an append-only row."""
    return {field.attname: digest(getattr(record, field.attname)) for field in record._meta.concrete_fields}


def digests_of_content(content: dict[str, Any]) -> dict[str, str]:
    """Return the digest of each part of a canonical content."""
    return {name: digest(value) for name, value in content.items()}


def file_hash(media: Any) -> str:
    """Return the SHA-256 of the stored file of an image or document; empty where it cannot be read."""
    checksum = hashlib.sha256()
    try:
        with media.file.storage.open(media.file.name) as stored:
            for chunk in stored.chunks():
                checksum.update(chunk)
    except OSError:
        return ""
    return checksum.hexdigest()


_PART_OF = {
    str(EntitlementKind.APPROVAL): "approver",
    str(EntitlementKind.IMPORT): "importer",
    str(EntitlementKind.FORCE): "duty_editor",
}


def _kind_of(page: EditorialPage, entitlement: Entitlement, correction: models.Model | None) -> LedgerKind:
    if correction is not None:
        return LedgerKind.CORRECTION
    if entitlement.kind == EntitlementKind.IMPORT:
        return LedgerKind.IMPORT
    is_first = not type(entitlement).objects.filter(page_id=page.pk).exclude(pk=entitlement.pk).exists()
    return LedgerKind.PUBLICATION if is_first else LedgerKind.CHANGE


def _append(page: EditorialPage, kind: LedgerKind, *, records: list[Any], people: list[dict[str, Any]]) -> LedgerEntry:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An entry is written in the transaction of its event.")
    content = page.canonical_content()
    entry = LedgerEntry(
        page_id=page.pk,
        kind=kind,
        fingerprint=fingerprint_of(content),
        content=digests_of_content(content),
        facts=page.public_facts(),
        media=[
            {"kind": media._meta.label_lower, "id": media.pk, "name": media.file.name, "sha256": file_hash(media)}
            for media in page.media_files()
        ],
        people=people,
        records=[
            {"model": record._meta.label_lower, "id": record.pk, "fields": digests_of_row(record)} for record in records
        ],
    )
    lock_chain()
    previous = LedgerEntry.objects.order_by("-sequence").first()
    entry.recorded_at = _time_after(previous)
    _close_day_of(previous, entry.recorded_at)
    entry.sequence = previous.sequence + 1 if previous else 1
    entry.previous_hash = previous.hash if previous else ""
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    return entry


def lock_chain() -> None:
    """Wait for every other transaction that appends; the lock ends with this one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_OF_THE_CHAIN])
    # SQLite has one writer at a time: its transactions begin with the lock.


def _time_after(previous: LedgerEntry | None) -> datetime:
    """Return now; never before the previous entry, and never in a day whose head is public, whatever the clock says."""
    moments = [timezone.now()]
    if previous is not None:
        moments.append(previous.recorded_at)
    closed = DayHead.objects.order_by("-day").values_list("day", flat=True).first()
    if closed is not None:
        midnight = datetime.combine(closed + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
        moments.append(midnight)
    return max(moments)


def _close_day_of(entry: LedgerEntry | None, now: datetime) -> DayHead | None:
    if entry is None or _day(entry.recorded_at) >= _day(now) or _is_closed(_day(entry.recorded_at)):
        return None
    return DayHead.objects.create(day=_day(entry.recorded_at), sequence=entry.sequence, hash=entry.hash)


def _is_closed(day: date) -> bool:
    return DayHead.objects.filter(day=day).exists()


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _person(part: str, user: User) -> dict[str, Any]:
    return {"part": part, "id": user.pk, "name": user.get_full_name() or user.get_username()}
