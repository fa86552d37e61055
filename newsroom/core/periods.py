"""Which years, months and days a dated list has anything in, asked of the index and not by reading the list.

Finding the distinct months of a million rows by grouping them reads them all. Here one row carries an EXISTS for each
candidate period, so a question costs as many index look-ups as there are periods, whatever the number of rows.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.utils import timezone


def start_of_day(day: date) -> datetime:
    """Return the first moment of ``day`` in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    first = date(year, month, 1)
    after = first + timedelta(days=monthrange(year, month)[1])
    return start_of_day(first), start_of_day(after)


def _filled(queryset: QuerySet, periods: Iterable[tuple[Any, datetime, datetime]], time_field: str) -> list[Any]:
    """Return the keys of those ``periods`` (key, first moment, moment after the last) that hold a row. One query."""
    periods = list(periods)
    if not periods:
        return []
    inner = queryset.order_by()
    questions = {
        f"period_{number}": Exists(inner.filter(**{f"{time_field}__gte": start, f"{time_field}__lt": after}))
        for number, (_, start, after) in enumerate(periods)
    }
    answers = inner.annotate(**questions).values_list(*questions)[:1]
    return [key for row in answers for (key, _, _), filled in zip(periods, row, strict=True) if filled]


def first_and_last_day(queryset: QuerySet, time_field: str = "published_at") -> tuple[date, date] | None:
    """Return the first and last local day with a row, or None for an empty list. One query."""
    # MIN and MAX in one statement read every row as soon as a join is in it; these are two steps in the index.
    ends = [Subquery(queryset.order_by(order).values(time_field)[:1]) for order in (time_field, f"-{time_field}")]
    for first, last in queryset.order_by().values_list(*ends)[:1]:
        return timezone.localtime(first).date(), timezone.localtime(last).date()
    return None


def years(queryset: QuerySet, time_field: str = "published_at") -> list[int]:
    """Return the years with a row, newest first. Two queries."""
    ends = first_and_last_day(queryset, time_field)
    if ends is None:
        return []
    candidates = range(ends[1].year, ends[0].year - 1, -1)
    return _filled(
        queryset,
        ((year, start_of_day(date(year, 1, 1)), start_of_day(date(year + 1, 1, 1))) for year in candidates),
        time_field,
    )


def months(queryset: QuerySet, year: int, time_field: str = "published_at") -> list[int]:
    """Return the months of ``year`` with a row, in order. One query."""
    return _filled(queryset, ((month, *_month_bounds(year, month)) for month in range(1, 13)), time_field)


def days(queryset: QuerySet, year: int, month: int, time_field: str = "published_at") -> list[int]:
    """Return the days of a month with a row, in order. One query."""
    candidates = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return _filled(
        queryset,
        ((day.day, start_of_day(day), start_of_day(day + timedelta(days=1))) for day in candidates),
        time_field,
    )


def all_months(queryset: QuerySet, time_field: str = "published_at") -> list[tuple[int, int]]:
    """Return (year, month) of every month with a row, newest first. Two queries."""
    ends = first_and_last_day(queryset, time_field)
    if ends is None:
        return []
    first, last = ends
    candidates = [
        (year, month)
        for year in range(last.year, first.year - 1, -1)
        for month in range(12, 0, -1)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]
    return _filled(queryset, ((month, *_month_bounds(*month)) for month in candidates), time_field)
