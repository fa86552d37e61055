"""One run of the import: files in, report entries out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from newsroom.articles.addresses import FALLBACK
from newsroom.articles.models import ArticlePage
from newsroom.core.text import slug_for_title
from newsroom.editorial import outbox
from newsroom.legacy.identity import Known, Register, identity_of
from newsroom.legacy.mapping import ParsedArticle, parse_article
from newsroom.legacy.models import ImportBatch, ImportRecord, ImportStatus
from newsroom.legacy.options import Options
from newsroom.legacy.problems import RejectedError, error
from newsroom.legacy.references import References
from newsroom.legacy.report import Entry
from newsroom.legacy.source import read_source
from newsroom.legacy.stored import stored_files
from newsroom.legacy.writer import Writer, text_hash_of

CHUNK = 50  # files a transaction: what is done is kept when the run is stopped, and staff can write in between


class ImportRun:
    """Imports files in batches; each file stands in a savepoint of its own.

    Args:
        options: how to go about it.
        now: publication times after this are refused; default: the time of each file.
        is_stopped: asked before each file; True ends the run after what is done so far.
    """

    def __init__(
        self, options: Options, *, now: datetime | None = None, is_stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self.options = options
        self.now = now
        self.is_stopped = is_stopped
        self.identifier = new_identifier()
        self.register = Register()
        self.references = References()
        self.writer = Writer(
            desk_id=options.desk.pk, user=options.user, batch=self.identifier, references=self.references
        )
        self._batch: ImportBatch | None = None

    def run(self, files: Iterable[tuple[str, Path]]) -> Iterator[Entry]:
        """Import ``files`` (name for the report, path) and return what became of each, once it is stored for good."""
        remaining = iter(files)
        while chunk := list(islice(remaining, CHUNK)):
            if self.options.dry_run:
                for name, path in chunk:
                    if self.is_stopped():
                        return
                    yield self._plan(self._read(name, path))
                continue
            entries: list[Entry] = []
            with transaction.atomic(), outbox.gathering():
                batch = self._begin_batch()
                stored = {} if self.options.rereads else stored_files([path for _name, path in chunk], self.options)
                for name, path in chunk:
                    if self.is_stopped():
                        break
                    seen = stored.get(path)
                    entries.append(seen.entry(name) if seen else self._import(name, path, batch))
                done = zip(entries, chunk, strict=False)
                again = [(stored[path], entry) for entry, (_name, path) in done if path in stored]
                ImportRecord.objects.bulk_create(file.record(entry, batch) for file, entry in again)
            yield from entries
            if len(entries) < len(chunk):
                return

    def _import(self, name: str, path: Path, batch: ImportBatch) -> Entry:
        entry = self._read(name, path)
        try:
            with transaction.atomic():
                page = self._store(entry)
                self._note(entry, page, batch)
        except (DatabaseError, ValidationError, PermissionDenied) as problem:
            self.references.forget()
            _reject(entry, error("not_stored", text=_reason(problem)))
            self._note(entry, None, batch)
        return entry

    def _read(self, name: str, path: Path) -> Entry:
        try:
            source = read_source(path, self.options.encoding)
            article = parse_article(source, now=self.now or timezone.now(), zone=self.options.zone)
        except RejectedError as refusal:
            return Entry(name, ImportStatus.REJECTED, errors=[refusal.problem])
        if self.options.publish and article.published_at is None and not article.errors:
            article.errors.append(error("no_publication_time", article.title_line))
        agencies = [agency.name for agency in self.references.agencies_for(article.tags)]
        status = ImportStatus.REJECTED if article.errors else ImportStatus.IMPORTED
        return Entry(name, status, article, agencies, warnings=list(article.warnings), errors=list(article.errors))

    def _store(self, entry: Entry) -> ArticlePage | None:
        """Store what is new in ``entry`` and set its status; return the page written to, if any."""
        if entry.status == ImportStatus.REJECTED:
            return None
        article, publish = entry.article, self.options.publish
        known = self.register.find(article)
        page: ArticlePage | None = None
        if known is None:
            page = self.writer.create(article, publish=publish)
        elif not self._decide(entry, known):
            return None
        elif article.content_hash in known.content_hashes:
            page = self.writer.publish(_stored_id(known), article)
        else:
            page = self.writer.update(_stored_id(known), article, publish=publish)
        entry.slug = page.slug
        return page

    def _decide(self, entry: Entry, known: Known) -> bool:
        """Set the status of a page that is known already; return whether there is something to store."""
        entry.slug, entry.page_id = known.slug, known.page_id
        if entry.article.content_hash in known.content_hashes and not self._waits_for_publication(known):
            entry.status = ImportStatus.DUPLICATE
            return False
        if known.page_id is not None and text_hash_of(ArticlePage.objects.get(pk=known.page_id)) != known.text_hash:
            entry.slug = None
            _reject(entry, error("changed_by_staff"))
            return False
        entry.status = ImportStatus.UPDATED
        return True

    def _waits_for_publication(self, known: Known) -> bool:
        """Whether an earlier run left a draft that this one is to publish, and staff left it alone."""
        if not self.options.publish or known.page_id is None:
            return False
        page = ArticlePage.objects.get(pk=known.page_id)
        return not page.live and text_hash_of(page) == known.text_hash

    def _plan(self, entry: Entry) -> Entry:
        """Set status and slug as a real run would, without writing."""
        if entry.status == ImportStatus.REJECTED:
            return entry
        known = self.register.find(entry.article)
        if known is None:
            known = Known(self._free_slug(entry.article), set())
            entry.slug = known.slug
        elif not self._decide(entry, known):
            return entry
        self.register.plan(entry.article, known)
        return entry

    def _free_slug(self, article: ParsedArticle) -> str:
        base = slug_for_title(article.title) or FALLBACK
        candidate, number = base, 1
        while self.register.is_planned_slug(candidate) or ArticlePage.objects.filter(address=candidate).exists():
            number += 1
            candidate = f"{base}-{number}"
        return candidate

    def _note(self, entry: Entry, page: ArticlePage | None, batch: ImportBatch) -> None:
        """Write the record of one file."""
        article = entry.article
        as_json = entry.as_json()
        ImportRecord.objects.create(
            batch=batch,
            file_name=entry.file[-500:],
            file_hash=article.digest,
            status=entry.status,
            page_id=page.pk if page else entry.page_id,
            identity=identity_of(article) if article.title else "",
            address=article.address[:500],
            content_hash=article.content_hash if article.title else "",
            text_hash=text_hash_of(page) if page else "",
            pictures=[
                {"address": picture.address, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
                for picture in article.pictures
            ],
            warnings=as_json["warnings"],
            errors=as_json["errors"],
        )

    def _begin_batch(self) -> ImportBatch:
        """Return the row of this run, written with its first file."""
        if self._batch is None:
            self._batch = ImportBatch.objects.create(
                identifier=self.identifier, person=self.options.user, options=self.options.given
            )
        return self._batch


def new_identifier() -> str:
    """Return an identifier for a run: the time, and some letters against two runs in one second."""
    return f"import-{timezone.localtime():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def _stored_id(known: Known) -> int:
    if known.page_id is None:
        raise ValueError("Only an article that is stored can be written to.")
    return known.page_id


def _reject(entry: Entry, problem: Any) -> None:
    entry.status = ImportStatus.REJECTED
    entry.errors.append(problem)
    entry.slug = None


def _reason(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    return str(problem) or type(problem).__name__
