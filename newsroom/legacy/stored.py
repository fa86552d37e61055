"""Files that an earlier run stored, told by their bytes: they need not be read again.

The same bytes, read with the same options, give the same article, so they can only be a duplicate of what is there. A
page that is gone, or a draft that this run is to publish, is left to the long way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Page

from newsroom.legacy.mapping import ParsedArticle
from newsroom.legacy.models import STORED, ImportBatch, ImportRecord, ImportStatus
from newsroom.legacy.options import Options
from newsroom.legacy.report import Entry
from newsroom.legacy.source import SIZE_LIMIT

# Options that change what is read from a file.
READING = ("timezone", "encoding")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The record of the run that stored a file, and the page that it made."""

    earlier: ImportRecord
    page: Page

    def entry(self, name: str) -> Entry:
        """Return what the run says about the file: that it was there already."""
        article = ParsedArticle(title=self.page.title, digest=self.earlier.file_hash)
        return Entry(name, ImportStatus.DUPLICATE, article, slug=self.page.slug, page_id=self.page.pk)

    def record(self, entry: Entry, batch: ImportBatch) -> ImportRecord:
        """Return the unsaved record of this run; what was read from the file is that of the earlier one."""
        same = {name: getattr(self.earlier, name) for name in ("file_hash", "identity", "address", "content_hash")}
        return ImportRecord(
            batch=batch,
            file_name=entry.file[-500:],
            status=ImportStatus.DUPLICATE,
            page_id=self.page.pk,
            pictures=self.earlier.pictures,
            warnings=self.earlier.warnings,
            **same,
        )


def stored_files(paths: Iterable[Path], options: Options) -> dict[Path, StoredFile]:
    """Return those of ``paths`` that an earlier run stored and that this one has nothing to do for. Two queries."""
    digests = {path: digest for path in paths if (digest := _digest(path))}
    records = ImportRecord.objects.filter(file_hash__in=set(digests.values()), status__in=STORED)
    newest = {record.file_hash: record for record in records.select_related("batch").order_by("pk")}
    pages = Page.objects.only("title", "slug", "live").in_bulk({record.page_id for record in newest.values()} - {None})
    found = {}
    for path, digest in digests.items():
        record = newest.get(digest)
        page = pages.get(record.page_id) if record else None
        if record and page and _is_read_alike(record, options) and (page.live or not options.publish):
            found[path] = StoredFile(record, page)
    return found


def _is_read_alike(record: ImportRecord, options: Options) -> bool:
    earlier = record.batch.options
    return all(earlier.get(name) == options.given.get(name) for name in READING)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file as the records have it; empty where reading it is to say what is wrong."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
