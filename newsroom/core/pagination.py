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
) -> KeysetPage:
    """Return the page of ``queryset`` that lies ``direction`` of the row named by ``cursor`` (default: the newest).

    ``queryset`` may come in any order and must not be sliced; ``time_field`` must not be null in it. One query, plus
    its prefetches; a second one only when the way back reaches the top of the list. ``per_page`` defaults to
    :data:`PER_PAGE`. Raises ValueError for a malformed cursor.
    """
    per_page = per_page or PER_PAGE
    newest_first = queryset.order_by(f"-{time_field}", "-pk")
    if cursor is None:
        rows = list(newest_first[: per_page + 1])
        return _page(rows, per_page, time_field)

    moment, pk = read_token(cursor)
    step = "lt" if direction == OLDER else "gt"
    # The first condition alone lets the database walk its index; the second one settles equal instants.
    beyond = Q(**{f"{time_field}__{step}e": moment}) & (
        Q(**{f"{time_field}__{step}": moment}) | Q(**{f"pk__{step}": pk})
    )
    if direction == OLDER:
        rows = list(newest_first.filter(beyond)[: per_page + 1])
        return _page(rows, per_page, time_field, own=(PARAMETERS[OLDER], cursor))

    rows = list(queryset.order_by(time_field, "pk").filter(beyond)[: per_page + 1])
    if len(rows) <= per_page:
        # Fewer than a page above: show the top of the list whole, under its own address, not a stump of it.
        return paginate(queryset, per_page=per_page, time_field=time_field)
    rows = rows[:per_page][::-1]
    return KeysetPage(
        items=rows,
        newer=(PARAMETERS[NEWER], _token(rows[0], time_field)),
        older=(PARAMETERS[OLDER], _token(rows[-1], time_field)),
        own=(PARAMETERS[NEWER], cursor),
    )


def _page(rows: list[Any], per_page: int, time_field: str, own: tuple[str, str] | None = None) -> KeysetPage:
    items = rows[:per_page]
    more = len(rows) > per_page
    newer = (PARAMETERS[NEWER], _token(items[0], time_field)) if own and items else None
    older = (PARAMETERS[OLDER], _token(items[-1], time_field)) if more else None
    return KeysetPage(items=items, newer=newer, older=older, own=own)


def _token(row: Any, time_field: str) -> str:
    return token_for(getattr(row, time_field), row.pk)


def paginate_request(
    request: HttpRequest, queryset: QuerySet, *, per_page: int | None = None, time_field: str = "published_at"
) -> KeysetPage:
    """Return the page that the address of ``request`` asks for.

    Answers 404 (Http404) to a malformed or doubled token and to a page beyond the last row, so that no endless chain of
    empty pages exists. An empty list's first page is a page.
    """
    asked = [(way, request.GET.getlist(name)) for way, name in PARAMETERS.items() if name in request.GET]
    if not asked:
        return paginate(queryset, per_page=per_page, time_field=time_field)
    if len(asked) > 1 or len(asked[0][1]) > 1:
        raise Http404
    way, (token,) = asked[0]
    try:
        page = paginate(queryset, per_page=per_page, cursor=token, direction=way, time_field=time_field)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if way == OLDER and not page.items:
        raise Http404
    return page
