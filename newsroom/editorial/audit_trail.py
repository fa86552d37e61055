"""One list over Wagtail's logs and ours, newest first, paged by key.

Three tables are read, never joined: each gives its newest rows beyond the cursor, at most one page of them, and the
page is what is newest among these. The cost is that of three walks of an index, however long the logs are.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from newsroom.editorial import audit
from newsroom.editorial.models import AuditEvent
from newsroom.editorial.visibility import pages_known_to
from newsroom.users.models import User

PER_PAGE = 50
# Pages that one search for words in titles may name.
MOST_PAGES = 100
# What of the data in Wagtail's log may be shown to everybody who reads the trail: nothing that quotes a text.
SAFE_DATA = ("kind", "reason", "publish_at")
_TOKEN = re.compile(r"(\d{8}T\d{6}\.\d{6})-([0-2])-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Source:
    """A table of the trail."""

    model: Any
    time_field: str
    names_pages: bool = True


# In this order where instants are equal.
SOURCES = (
    Source(AuditEvent, "created_at"),
    Source(PageLogEntry, "timestamp"),
    Source(ModelLogEntry, "timestamp", names_pages=False),
)


@dataclass(frozen=True)
class Wanted:
    """What is looked for; None is "any". Days are whole, in the newsroom's zone."""

    person: int | None = None
    action: str = ""
    pages: frozenset[int] | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass
class Line:
    """One line of the trail, in words."""

    moment: datetime
    source: int
    key: int
    person: str
    action: str
    subject: str = ""
    page: int | None = None
    detail: str = ""
    network: str = ""

    @property
    def token(self) -> str:
        """The cursor of the lines older than this one."""
        return f"{self.moment.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{self.source}-{self.key}"


def read(wanted: Wanted, viewer: Any, cursor: str = "", per_page: int = PER_PAGE) -> tuple[list[Line], str]:
    """Return a page of lines as ``viewer`` may read them, and the cursor of the next one (empty at the end).

    Raises:
        ValueError: a malformed cursor.
    """
    place = _read_token(cursor) if cursor else None
    found: list[list[tuple[datetime, int, int, Any]]] = []
    for number, source in enumerate(SOURCES):
        rows = _beyond(_filtered(source, wanted), source, number, place)[: per_page + 1]
        found.append([(getattr(row, source.time_field), -number, row.pk, row) for row in rows])
    merged = heapq.merge(*found, key=lambda entry: entry[:3], reverse=True)
    entries = [entry for entry, _index in zip(merged, range(per_page + 1), strict=False)]
    lines = in_words([row for _moment, _number, _key, row in entries[:per_page]], viewer)
    return lines, lines[-1].token if len(entries) > per_page else ""


def _filtered(source: Source, wanted: Wanted) -> QuerySet:
    rows = source.model.objects.all()
    if wanted.pages is not None:
        rows = rows.filter(page_id__in=wanted.pages) if source.names_pages else rows.none()
    if wanted.person is not None:
        rows = rows.filter(user_id=wanted.person)
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.first_day is not None:
        rows = rows.filter(**{f"{source.time_field}__gte": _midnight(wanted.first_day)})
    if wanted.last_day is not None:
        rows = rows.filter(**{f"{source.time_field}__lt": _midnight(wanted.last_day + timedelta(days=1))})
    return rows.select_related("content_type") if source.model is ModelLogEntry else rows


def _beyond(rows: QuerySet, source: Source, number: int, place: tuple[datetime, int, int] | None) -> QuerySet:
    name = source.time_field
    if place is not None:
        moment, last_number, last_key = place
        older = Q(**{f"{name}__lt": moment})
        if number > last_number:
            older = Q(**{f"{name}__lte": moment})
        elif number == last_number:
            # The outer condition lets the database walk its index; the inner one settles equal instants.
            older = Q(**{f"{name}__lte": moment}) & (older | Q(pk__lt=last_key))
        rows = rows.filter(older)
    return rows.order_by(f"-{name}", "-pk")


def _read_token(token: str) -> tuple[datetime, int, int]:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError("Not a cursor of the trail.")
    moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    return moment, int(match[2]), int(match[3])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def action_words() -> dict[str, str]:
    """Return action -> words, of Wagtail's logs and ours, in the order of the words."""
    known = {**dict(registry.get_choices()), **audit.labels()}
    return dict(sorted(((name, str(words)) for name, words in known.items()), key=lambda pair: pair[1].casefold()))


def in_words(rows: Iterable[Any], viewer: Any) -> list[Line]:
    """Return ``rows`` as lines. Of a page that ``viewer`` may not know of only the number is told.

    Three queries, whatever the number of rows.
    """
    rows = list(rows)
    pages = {row.page_id for row in rows if getattr(row, "page_id", None)}
    known = dict(pages_known_to(viewer).filter(pk__in=pages).values_list("pk", "title")) if pages else {}
    accounts = {row.user_id for row in rows} | {row.data.get("account") for row in rows if isinstance(row, AuditEvent)}
    people = {account.pk: str(account) for account in User.objects.filter(pk__in=accounts - {None})}
    words = action_words()
    return [_line(row, words, people, known, viewer) for row in rows]


def _line(row: Any, words: dict[str, str], people: dict[int, str], known: dict[int, str], viewer: Any) -> Line:
    number = next(index for index, source in enumerate(SOURCES) if isinstance(row, source.model))
    line = Line(
        moment=getattr(row, SOURCES[number].time_field),
        source=number,
        key=row.pk,
        person=person_named(row.user_id, people),
        action=words.get(row.action, row.action),
    )
    if isinstance(row, ModelLogEntry):
        line.subject = _object_named(row, viewer)
        return line
    if row.page_id:
        line.page = row.page_id
        line.subject = known.get(row.page_id) or _("Page %s") % f"#{row.page_id}"
    if isinstance(row, AuditEvent):
        line.detail, line.network = event_detail(row, people), row.network
    else:
        line.detail = ", ".join(str(row.data[name]) for name in SAFE_DATA if row.data.get(name))
    return line


def person_named(key: int | None, people: dict[int, str]) -> str:
    """Return the name of an account; of nobody: the system, or somebody who was not signed in."""
    return _("nobody signed in") if key is None else people.get(key, f"#{key}")


def _object_named(row: ModelLogEntry, viewer: Any) -> str:
    model = row.content_type.model_class() if row.content_type else None
    if model is None:
        return f"#{row.object_id}"
    meta = model._meta
    # The name of a file or a tag may tell of a draft: only for those who may look at such things.
    rights = (f"{meta.app_label}.{verb}_{meta.model_name}" for verb in ("view", "change"))
    name = row.label if any(viewer.has_perm(right) for right in rights) else f"#{row.object_id}"
    return f"{meta.verbose_name}: {name}"


def event_detail(event: AuditEvent, people: dict[int, str]) -> str:
    """Return what an event of ours says, in one line."""
    parts = []
    for name, value in event.data.items():
        if name == "account":
            text = people.get(value, f"#{value}")
        elif isinstance(value, list):
            text = ", ".join(str(item) for item in value)
        elif isinstance(value, dict):
            text = ", ".join(f"{key} = {item}" for key, item in value.items())
        else:
            text = str(value)
        label = _data_words().get(name, name)
        parts.append(f"{label}: {text}")
    if event.path:
        parts.append(f"{event.method} {event.path}".strip())
    return "; ".join(parts)


def _data_words() -> dict[str, str]:
    return {
        "account": _("account"),
        "added": _("added"),
        "changed": _("changed"),
        "group": _("group"),
        "name": _("typed name"),
        "network": _("network"),
        "reader": _("early reader"),
        "reason": _("reason"),
        "removed": _("removed"),
        "request": _("request"),
        "role": _("role"),
        "status": _("answer"),
        "type": _("kind"),
    }


def pages_named(words: str, viewer: Any) -> frozenset[int]:
    """Return the pages that ``words`` name: a number, or a part of a title that ``viewer`` may know."""
    if words.removeprefix("#").isdecimal():
        return frozenset({int(words.removeprefix("#"))})
    known: QuerySet[Page] = pages_known_to(viewer).filter(title__icontains=words)
    return frozenset(known.order_by("-pk").values_list("pk", flat=True)[:MOST_PAGES])
