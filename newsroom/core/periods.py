"""Which years, months and days a dated list has anything in, asked of the index and not by reading the list.

Finding the distinct months of a million rows by grouping them reads them all. Here one row carries an EXISTS for each
candidate period, so a question costs as many index look-ups as there are periods, whatever the number of rows.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, QuerySet, Subquery, Value
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
        f"period_{number}": Exists(inner.filter(**_within(time_field, start, after)))
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


@dataclass(frozen=True)
class MonthOfDays:
    """How many rows each day of a month has, days without any left out; the days with rows around a period."""

    counts: dict[int, int]
    before: date | None
    after: date | None


def month_of_days(
    queryset: QuerySet, year: int, month: int, day: int | None = None, time_field: str = "published_at"
) -> MonthOfDays:
    """Return the days of a month with their counts, and the nearest days with a row before and after the period.

    The period is the month, or its ``day``. One query: it walks the index through this month, and one step either side.
    """
    days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
    inner = queryset.order_by()
    questions: dict[str, Any] = {
        f"day_{one.day}": Subquery(
            inner.filter(**_within(time_field, start_of_day(one), start_of_day(one + timedelta(days=1))))
            .values(whole=Value(1))
            .annotate(rows=Count("pk"))
            .values("rows")
        )
        for one in days
    }
    first, last = (days[0], days[-1]) if day is None else (days[day - 1], days[day - 1])
    around = neighbours(queryset, first, last + timedelta(days=1), time_field)
    for answers in inner.annotate(**questions, **around).values_list(*questions, *around)[:1]:
        counts = {one.day: count for one, count in zip(days, answers, strict=False) if count}
        return MonthOfDays(counts, *(_local_day(moment) for moment in answers[len(days) :]))
    return MonthOfDays({}, None, None)


def neighbours(queryset: QuerySet, first: date, after_last: date, time_field: str = "published_at") -> dict[str, Any]:
    """Return expressions ``before`` and ``after``: the times of the nearest rows outside a period, or None."""
    earlier = queryset.filter(**{f"{time_field}__lt": start_of_day(first)}).order_by(f"-{time_field}")
    later = queryset.filter(**{f"{time_field}__gte": start_of_day(after_last)}).order_by(time_field)
    return {"before": Subquery(earlier.values(time_field)[:1]), "after": Subquery(later.values(time_field)[:1])}


def months_around(
    queryset: QuerySet, year: int, time_field: str = "published_at"
) -> tuple[list[int], date | None, date | None]:
    """Return the months of ``year`` with a row, and the nearest days with a row before and after it. One query."""
    around = neighbours(queryset, date(year, 1, 1), date(year + 1, 1, 1), time_field)
    bounds = {f"month_{month}": _month_bounds(year, month) for month in range(1, 13)}
    inner = queryset.order_by()
    questions = {name: Exists(inner.filter(**_within(time_field, *bound))) for name, bound in bounds.items()}
    for answers in inner.annotate(**questions, **around).values_list(*questions, *around)[:1]:
        filled = [month for month, is_filled in zip(range(1, 13), answers, strict=False) if is_filled]
        return filled, _local_day(answers[-2]), _local_day(answers[-1])
    return [], None, None


def _within(time_field: str, start: datetime, after: datetime) -> dict[str, datetime]:
    return {f"{time_field}__gte": start, f"{time_field}__lt": after}


def _local_day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment is not None else None


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
