"""Dates and times in the forms that readers of an Indonesian newsroom know.

Every function is pure: the instant, the time zone's offset (carried by the aware value) and "now" come in as arguments.
The only outside thing read is the active time zone and language of Django, and both can be given instead.
Django's own Indonesian formats are not used: they abbreviate unevenly ("18 Nov. 2022", "7.19").
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.utils import timezone

from newsroom.core.languages import language_of

DAY_PRECISION = "day"
SECOND_PRECISION = "second"

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def in_zone(value: datetime, zone: tzinfo | None = None) -> datetime:
    """Return the aware ``value`` in ``zone`` (default: the active one).

    Raises ValueError for a naive value, because guessing its zone is how a release goes out hours early.
    """
    if timezone.is_naive(value):
        raise ValueError("A time without a zone cannot be shown.")
    return timezone.localtime(value, zone)


def local_day(value: date | datetime, zone: tzinfo | None = None) -> date:
    """Return the calendar day of ``value`` in ``zone``."""
    return in_zone(value, zone).date() if isinstance(value, datetime) else value


def month_name(month: int, language: str | None = None) -> str:
    """Return the name of a month (1-12). Raises ValueError outside that range."""
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    return _MONTHS[language_of(language)][month - 1]


def weekday_name(weekday: int, language: str | None = None) -> str:
    """Return the name of a day of the week; 0 is Monday, and numbers go on after 6 from there."""
    return _DAYS[language_of(language)][weekday % 7]


def plain_date(value: date | datetime, *, zone: tzinfo | None = None, language: str | None = None) -> str:
    """Return "18 November 2022"."""
    day = local_day(value, zone)
    return f"{day.day} {month_name(day.month, language)} {day.year}"


def long_date(value: date | datetime, *, zone: tzinfo | None = None, language: str | None = None) -> str:
    """Return "Sabtu, 20 April 2024" (English: "Saturday, 20 April 2024")."""
    day = local_day(value, zone)
    return f"{_DAYS[language_of(language)][day.weekday()]}, {plain_date(day, language=language)}"


def uploaded_at(
    value: datetime,
    precision: str = SECOND_PRECISION,
    *,
    zone: tzinfo | None = None,
    language: str | None = None,
) -> str:
    """Return "18 November 2022 7:19:33": no leading zero on the hour, and only the date where only the day is known."""
    local = in_zone(value, zone)
    day = plain_date(local, zone=local.tzinfo, language=language)
    if precision == DAY_PRECISION:
        return day
    return f"{day} {local.hour}:{local:%M:%S}"


def clock_time(
    value: datetime,
    precision: str = SECOND_PRECISION,
    *,
    zone: tzinfo | None = None,
    language: str | None = None,
) -> str:
    """Return "18 November 2022, 07.19 WIB" (English: "18 November 2022, 07:19 WIB")."""
    local = in_zone(value, zone)
    day = plain_date(local, zone=local.tzinfo, language=language)
    if precision == DAY_PRECISION:
        return day
    separator = ":" if language_of(language) == "en" else "."
    return f"{day}, {local:%H}{separator}{local:%M} {local.tzname()}"


def human_time(
    value: datetime,
    *,
    now: datetime,
    precision: str = SECOND_PRECISION,
    zone: tzinfo | None = None,
    language: str | None = None,
) -> str:
    """Return "2 jam lalu" for an earlier moment of today, and :func:`clock_time` for any other.

    "Today" is the calendar day of ``now`` in ``zone``, so a story of 23.50 is not "20 menit lalu" after midnight.
    """
    local, here = in_zone(value, zone), in_zone(now, zone)
    if precision == DAY_PRECISION or local.date() != here.date() or local > here:
        return clock_time(value, precision, zone=zone, language=language)
    minutes = int((here - local).total_seconds() // 60)
    hours = minutes // 60
    if language_of(language) == "en":
        if minutes < 1:
            return "just now"
        amount, unit = (hours, "hour") if hours else (minutes, "minute")
        return f"{amount} {unit}{'' if amount == 1 else 's'} ago"
    if minutes < 1:
        return "baru saja"
    return f"{hours} jam lalu" if hours else f"{minutes} menit lalu"
