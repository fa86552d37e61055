"""The database against the ledger: text, facts, files and append-only rows of one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from newsroom.authenticity.differences import NOTHING, Difference, shown, shown_apart
from newsroom.editorial.ledger import digest, digests_of_row, file_hash
from newsroom.editorial.models import EditorialPage, LedgerEntry

# A publication in the middle of a check looks like a difference; then the check is done again.
MOST_TRIES = 3
CHUNK = 200


def pages_to_check(since: Any = None, after: int = 0) -> Any:
    """Return the keys of all pages that are public or have entries, in their order; in constant memory when iterated.

    Args:
        since: only those with an entry of this time (aware) or later.
        after: only those with a greater key.
    """
    entries = LedgerEntry.objects.filter(page_id=OuterRef("pk"))
    if since is not None:
        wanted = Q(Exists(entries.filter(recorded_at__gte=since)))
    else:
        wanted = Q(live=True, depth__gt=1) | Q(Exists(entries))
    return Page.objects.filter(wanted, pk__gt=after).order_by("pk").values_list("pk", flat=True)


def newest_entry(key: int) -> LedgerEntry | None:
    """Return the last entry of a page."""
    return LedgerEntry.objects.filter(page_id=key).order_by("-sequence").first()


def check_page(key: int) -> list[Difference]:
    """Compare what the database holds of one page with the ledger; returns what differs."""
    found: list[Difference] = []
    for _try in range(MOST_TRIES):
        entry = newest_entry(key)
        found = list(_check(key, entry))
        if not found or newest_entry(key) == entry:
            break
    return found


def proven_page(key: int, entry: LedgerEntry) -> EditorialPage | None:
    """Return the page with a text that matches the ledger: as it stands, or else from its published revision."""
    page = _page(key)
    if page is None:
        return None
    revision = page.live_revision
    for candidate in (page, revision.as_object() if revision else None):
        if candidate is not None and not _changed_parts(candidate.canonical_content(), entry):
            return candidate
    return None


def _page(key: int) -> EditorialPage | None:
    row = Page.objects.filter(pk=key).first()
    page = row.specific if row else None
    return page if isinstance(page, EditorialPage) else None


def _check(key: int, entry: LedgerEntry | None) -> Iterator[Difference]:
    page = _page(key)
    if entry is None:
        if page is not None and page.live:
            yield Difference(key, "ledger", "an entry", f"{NOTHING}: public without one (manage.py start_ledger)")
        return
    if page is None:
        yield Difference(key, "page", "a page of the newsroom", NOTHING)
        return
    yield from _check_content(page, entry)
    yield from _check_facts(page, entry)
    yield from _check_files(key, entry)
    yield from _check_records(page)


def _changed_parts(content: dict[str, Any], entry: LedgerEntry) -> list[str]:
    names = sorted(content.keys() | entry.content.keys())
    return [name for name in names if (digest(content[name]) if name in content else None) != entry.content.get(name)]


def _check_content(page: EditorialPage, entry: LedgerEntry) -> Iterator[Difference]:
    content = page.canonical_content()
    changed = _changed_parts(content, entry)
    if not changed:
        return
    revision = page.live_revision
    was = revision.as_object().canonical_content() if revision else {}
    for name in changed:
        found = content.get(name, "")
        if name not in entry.content:
            yield Difference(page.pk, name, NOTHING, shown(found))
        elif name in was and digest(was[name]) == entry.content[name]:
            yield Difference(page.pk, name, *shown_apart(was[name], found))
        else:
            yield Difference(page.pk, name, f"digest {entry.content[name]}", shown(found))


def _check_facts(page: EditorialPage, entry: LedgerEntry) -> Iterator[Difference]:
    facts = page.public_facts()
    # A fact that a later version of the software knows is missing in older entries, and says nothing there.
    for name in sorted(facts.keys() & entry.facts.keys()):
        if facts[name] != entry.facts[name]:
            yield Difference(page.pk, name, shown(entry.facts[name]), shown(facts[name]))


def _check_files(key: int, entry: LedgerEntry) -> Iterator[Difference]:
    for file in entry.media:
        media = apps.get_model(file["kind"])._base_manager.filter(pk=file["id"]).first()
        found = file_hash(media) if media is not None else ""
        if found != file["sha256"]:
            expected = file["sha256"] or NOTHING
            yield Difference(key, f"file {file['name']}", expected, found or "no file that can be read")


def _check_records(page: EditorialPage) -> Iterator[Difference]:
    known = set()
    for entry in LedgerEntry.objects.filter(page_id=page.pk).order_by("sequence").iterator(chunk_size=CHUNK):
        for record in entry.records:
            known.add((record["model"], record["id"]))
            yield from _check_record(page.pk, record)
    for row in page.evidence():
        if (row._meta.label_lower, row.pk) not in known:
            yield Difference(page.pk, f"{row._meta.label_lower} {row.pk}", f"{NOTHING} (not in the ledger)", str(row))


def _check_record(key: int, record: dict[str, Any]) -> Iterator[Difference]:
    name = f"{record['model']} {record['id']}"
    row = apps.get_model(record["model"])._base_manager.filter(pk=record["id"]).first()
    if row is None:
        yield Difference(key, name, "the row", NOTHING)
        return
    found = digests_of_row(row)
    for column, expected in record["fields"].items():
        if found.get(column) != expected:
            yield Difference(key, f"{name}, {column}", f"digest {expected}", shown(str(getattr(row, column, NOTHING))))
