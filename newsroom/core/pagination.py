"""Paging by key, newest first, for lists that may hold a million rows.

A page is addressed by the row it starts beside (``?sebelum=20221118T001933Z-123``: older than that row; ``?sesudah=``:
newer), never by a number, so its cost does not grow with the depth of the archive and no row is skipped or shown twice
when new ones arrive. Nothing is counted. Rows with the same instant are told apart by their primary key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

OLDER = "older"
NEWER = "newer"
PER_PAGE = 20

# The words readers see in the address. They are part of public links: never change them.
PARAMETERS = {OLDER: "sebelum", NEWER: "sesudah"}

_TOKEN = re.compile(r"(?P<time>\d{8}T\d{6})(?:\.(?P<fraction>\d{6}))?Z-(?P<pk>[1-9]\d{0,17})", re.ASCII)


def token_for(published_at: datetime, pk: int) -> str:
    """Return the readable token of a row: its instant in UTC (microseconds only when there are any) and its key."""
    moment = published_at.astimezone(UTC)
    fraction = f".{moment.microsecond:06d}" if moment.microsecond else ""
    # isoformat and not strftime: years before 1000 come without their zeros from strftime on some systems.
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat().replace('-', '').replace(':', '')}{fraction}Z-{pk}"


def read_token(token: str) -> tuple[datetime, int]:
    """Return the instant and key in ``token``. Raises ValueError for anything :func:`token_for` does not write."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError("Not a page token.")
    moment = datetime.strptime(match["time"], "%Y%m%dT%H%M%S").replace(
        microsecond=int(match["fraction"] or 0), tzinfo=UTC
    )
    return moment, int(match["pk"])


@dataclass(frozen=True)
class KeysetPage:
    """One page of rows. ``newer``, ``older`` and ``own`` (this page) are a parameter and its token, or None."""

    items: Sequence[Any]
    newer: tuple[str, str] | None = None
    older: tuple[str, str] | None = None
    own: tuple[str, str] | None = None

    def links(self, path: str, **parameters: str) -> dict[str, str | None]:
        """Return ``{"newer": address or None, "older": address or None}`` under ``path``, keeping ``parameters``."""
        return {
            "newer": _address(path, parameters, self.newer) if self.newer else None,
            "older": _address(path, parameters, self.older) if self.older else None,
        }

    def canonical(self, path: str, **parameters: str) -> str:
        """Return the one address of this page under ``path``; the first page has no token."""
        return _address(path, parameters, self.own)


def _address(path: str, parameters: Mapping[str, str], step: tuple[str, str] | None) -> str:
    query = dict(parameters)
    if step is not None:
        query[step[0]] = step[1]
    return f"{path}?{urlencode(query)}" if query else path


def paginate(
    queryset: QuerySet,
    *,
    per_page: int | None = None,
    cursor: str | None = None,
    direction: str = OLDER,
    time_field: str = "published_at",
    key_field: str = "pk",
) -> KeysetPage:
    """Return the page of ``queryset`` that lies ``direction`` of the row named by ``cursor`` (default: the newest).

    ``queryset`` may come in any order and must not be sliced; it may give objects or, by ``values()``, dictionaries.
    ``time_field`` must not be null in it, and ``key_field`` unique. One query, plus its prefetches; a second one only
    when the way back reaches the top of the list. ``per_page`` defaults to :data:`PER_PAGE`. Raises ValueError for a
    malformed cursor.
    """
    per_page = per_page or PER_PAGE
    newest_first = queryset.order_by(f"-{time_field}", f"-{key_field}")

    def token(row: Any) -> str:
        if isinstance(row, dict):
            return token_for(row[time_field], row[key_field])
        return token_for(getattr(row, time_field), getattr(row, key_field))

    def downwards(rows: QuerySet, own: tuple[str, str] | None = None) -> KeysetPage:
        found = list(rows[: per_page + 1])
        items = found[:per_page]
        return KeysetPage(
            items=items,
            newer=(PARAMETERS[NEWER], token(items[0])) if own and items else None,
            older=(PARAMETERS[OLDER], token(items[-1])) if len(found) > per_page else None,
            own=own,
        )

    if cursor is None:
        return downwards(newest_first)

    moment, key = read_token(cursor)
    step = "lt" if direction == OLDER else "gt"
    # The first condition alone lets the database walk its index; the second one settles equal instants.
    beyond = Q(**{f"{time_field}__{step}e": moment}) & (
        Q(**{f"{time_field}__{step}": moment}) | Q(**{f"{key_field}__{step}": key})
    )
    if direction == OLDER:
        return downwards(newest_first.filter(beyond), own=(PARAMETERS[OLDER], cursor))

    rows = list(queryset.order_by(time_field, key_field).filter(beyond)[: per_page + 1])
    if len(rows) <= per_page:
        # Fewer than a page above: show the top of the list whole, under its own address, not a stump of it.
        return downwards(newest_first)
    rows = rows[:per_page][::-1]
    return KeysetPage(
        items=rows,
        newer=(PARAMETERS[NEWER], token(rows[0])),
        older=(PARAMETERS[OLDER], token(rows[-1])),
        own=(PARAMETERS[NEWER], cursor),
    )


def paginate_request(request: HttpRequest, queryset: QuerySet, **options: Any) -> KeysetPage:
    """Return the page that the address of ``request`` asks for; ``options`` are those of :func:`paginate`.

    Answers 404 (Http404) to a malformed or doubled token and to a page beyond the last row, so that no endless chain of
    empty pages exists. An empty list's first page is a page.
    """
    asked = [(way, request.GET.getlist(name)) for way, name in PARAMETERS.items() if name in request.GET]
    if not asked:
        return paginate(queryset, **options)
    if len(asked) > 1 or len(asked[0][1]) > 1:
        raise Http404
    way, (token,) = asked[0]
    try:
        page = paginate(queryset, cursor=token, direction=way, **options)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if way == OLDER and not page.items:
        raise Http404
    return page
