"""The archive by year, month and day in the newsroom's time zone. Only dates with public articles have a page."""

from __future__ import annotations

from calendar import SUNDAY, Calendar
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.core import dates, periods
from newsroom.core.cache_tags import show
from newsroom.core.pagination import KeysetPage, paginate_request
from newsroom.listings.views import listing_context, public_articles

TEMPLATE = "listings/archive.html"


def _link(label: str, name: str, **arguments: int) -> dict[str, str]:
    return {"label": label, "url": reverse(f"listings:{name}", kwargs=arguments)}


def _archive_link() -> dict[str, str]:
    return _link(_("Archive"), "archive")


def _year_link(year: int) -> dict[str, str]:
    return _link(str(year), "archive_year", year=year)


def _month_link(year: int, month: int) -> dict[str, str]:
    return _link(f"{dates.month_name(month)} {year}", "archive_month", year=year, month=month)


def _day_link(day: date) -> dict[str, Any]:
    return _link(dates.plain_date(day), "archive_day", year=day.year, month=day.month, day=day.day)


def _calendar(year: int, month: int, day: int | None = None) -> dict[str, Any]:
    """Return the days of a month with their counts, as ``weeks`` for a calendar, and the steps before and after."""
    show(f"list-archive-{year:04d}-{month:02d}")
    found = periods.month_of_days(public_articles(), year, month, day)
    days = {number: {**_day_link(date(year, month, number)), "count": count} for number, count in found.counts.items()}
    # As calendars on Indonesian walls: Sunday first.
    weeks = Calendar(SUNDAY).monthdayscalendar(year, month)
    step = _day_link if day is not None else lambda other: _month_link(other.year, other.month)
    return {
        "days": list(days.values()),
        "month_name": f"{dates.month_name(month)} {year}",
        "weekdays": [dates.weekday_name(SUNDAY + number) for number in range(7)],
        "weeks": [[{"number": number, "day": days.get(number)} for number in week] for week in weeks],
        "step_before": step(found.before) if found.before else None,
        "step_after": step(found.after) if found.after else None,
    }


def _render(request: HttpRequest, page: KeysetPage, period: str = "", **context: Any) -> HttpResponse:
    defaults: dict[str, Any] = {"kind": "archive", "years": [], "months": [], "days": [], "parents": []}
    shown = f"archive-{period}" if period else "archive"
    return render(request, TEMPLATE, listing_context(request, page, shown=shown, **{**defaults, **context}))


def _dated_page(request: HttpRequest, articles: Any) -> KeysetPage:
    page = paginate_request(request, articles.for_listing())
    if not page.items:
        raise Http404
    return page


@require_safe
def all_years(request: HttpRequest) -> HttpResponse:
    """The years that have articles; the newest articles are the news index's task."""
    years = [_year_link(year) for year in periods.years(public_articles())]
    return _render(request, KeysetPage(items=[]), subject=None, heading=_("Archive"), years=years)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The articles of a year and links to its months."""
    articles = public_articles()
    page = _dated_page(request, articles.in_year(year))
    filled, before, after = periods.months_around(articles, year)
    months = {month: _month_link(year, month) for month in filled}
    return _render(
        request,
        page,
        f"{year:04d}",
        subject=date(year, 1, 1),
        heading=_("Archive %(period)s") % {"period": year},
        months=list(months.values()),
        month_cells=[{"name": dates.month_name(month), "month": months.get(month)} for month in range(1, 13)],
        step_before=_year_link(before.year) if before else None,
        step_after=_year_link(after.year) if after else None,
        parents=[_archive_link()],
    )


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The articles of a month and links to its days."""
    first = _date_or_404(year, month, 1)
    return _render(
        request,
        _dated_page(request, public_articles().in_month(year, month)),
        f"{year:04d}-{month:02d}",
        subject=first,
        heading=_("Archive %(period)s") % {"period": f"{dates.month_name(month)} {year}"},
        **_calendar(year, month),
        parents=[_archive_link(), _year_link(year)],
    )


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """The articles of a day, with links to the other days of its month."""
    asked = _date_or_404(year, month, day)
    return _render(
        request,
        _dated_page(request, public_articles().in_day(asked)),
        f"{asked:%Y-%m-%d}",
        subject=asked,
        heading=_("Archive %(period)s") % {"period": dates.long_date(asked)},
        **_calendar(year, month, day),
        parents=[_archive_link(), _year_link(year), _month_link(year, month)],
    )


def _date_or_404(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404 from error
