"""Dates and times as Indonesian newsrooms print them, read strictly: nothing is guessed, nothing corrected.

Django's own date parsing is not used, because it falls through to the American order without saying so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from newsroom.legacy.problems import Problem, RejectedError, error, warning

FIRST_YEAR = 1945  # the republic's first; anything before is a typing mistake

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

_MONTH_NAMES = (
    "januari djanuari january jan",
    "februari pebruari february feb peb febr",
    "maret march mar mrt",
    "april apr avril",
    "mei may mai",
    "juni djuni june jun",
    "juli djuli july jul",
    "agustus august agu ags agt agust aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAY_NAMES = (
    "senin sen monday mon",
    "selasa sel tuesday tue",
    "rabu rab wednesday wed",
    "kamis kam thursday thu",
    "jumat jum'at jum’at jum`at jum‘at jum friday fri",
    "sabtu sab saturday sat",
    "minggu min ahad sunday sun",
)
WEEKDAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_SHOWN_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _any_of(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_GAP = r"[\s,|/·•(–—-]*"
_WEEKDAY = rf"(?P<weekday>{_any_of(WEEKDAYS)})\.?(?![\w'’])"
_NAMED = rf"(?P<day>\d{{1,2}})[\s./-]*(?P<month>{_any_of(MONTHS)})\.?[\s./,-]*(?P<year>\d{{4}})(?!\d)"
_MONTH_FIRST = rf"(?P<month2>{_any_of(MONTHS)})\.?\s+(?P<day2>\d{{1,2}})\s*,\s*(?P<year2>\d{{4}})(?!\d)"
_ISO = r"(?P<year3>\d{4})-(?P<month3>\d{1,2})-(?P<day3>\d{1,2})(?!\d)"
_NUMERIC = r"(?P<first>\d{1,2})\s*(?P<sign>[/.-])\s*(?P<second>\d{1,2})\s*(?P=sign)\s*(?P<year4>\d{4})(?!\d)"
_DATE = rf"(?:{_NAMED}|{_MONTH_FIRST}|{_ISO}|{_NUMERIC})"
_CLOCK = (
    r"(?:pukul|jam|pkl\.?|at)?\s*(?P<hour>\d{1,2})(?P<colon>[:.])(?P<minute>\d{2}|(?<=:)\d)"
    r"(?:(?P=colon)(?P<second_>\d{2}|(?<=:)\d)(?:\.\d+)?)?(?!\d)(?!\.\d{3})(?:\s*(?P<half>[ap]\.?m\.?)(?!\w))?"
)
_ZONE = r"(?:\s*\(?(?P<zone>WIB|WITA|WIT|Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?)\b\)?)?"
_MOMENT = re.compile(
    rf"(?:{_WEEKDAY}{_GAP})?\(?{_DATE}\)?(?:(?:{_GAP}|\s*T|\s*@\s*){_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_RUNNING_DATE = re.compile(
    rf"(?<![\w-])(?P<weekday>{_any_of(WEEKDAYS)})\s*,?\s*\(?\s*(?:{_NAMED}|{_NUMERIC})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication time as the page gives it.

    Attributes:
        value: an aware time, a plain date where the page has no time, or None where it is ambiguous.
        text: as printed.
        end: index in the text after the last character read.
        line: line in the file, or None.
        warnings: what staff should look at.
    """

    value: datetime | date | None
    text: str
    end: int
    line: int | None = None
    warnings: list[Problem] = field(default_factory=list)

    @property
    def has_time(self) -> bool:
        """Whether the page gives a time of day."""
        return isinstance(self.value, datetime)


def match_moment(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the match of a date, with or without a time, that begins at ``start``."""
    return _MOMENT.match(text, start)


def search_moment(text: str) -> re.Match[str] | None:
    """Return the match of the first date with a time of day in ``text``."""
    return next((match for match in _MOMENT.finditer(text) if match["hour"]), None)


def read_moment(match: re.Match[str], *, zone: tzinfo, line: int | None = None) -> Moment:
    """Return what ``match`` says.

    Args:
        match: of :func:`match_moment` or :func:`search_moment`.
        zone: used where the text names no zone.
        line: line in the file, for messages.

    Raises:
        RejectedError: there is no such day or time of day.
    """
    text = " ".join(match.group().split())
    warnings: list[Problem] = []
    weekday = _weekday_of(match)
    day = _day_of(match, text, line, weekday, warnings)
    if day is not None and weekday is not None and day.weekday() != weekday:
        warnings.append(_wrong_weekday(text, line, day))
    if day is None or match["hour"] is None:
        _clock_of(match, text, line)
        return Moment(day, text, match.end(), line, warnings)
    hour, minute, second = _clock_of(match, text, line)
    own_zone = _zone_of(match["zone"]) or zone
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=own_zone)
    return Moment(moment, text, match.end(), line, warnings)


def plain_day(day: date) -> str:
    """Return the day as figures in the Indonesian order ("28-3-2025")."""
    return f"{day.day}-{day.month}-{day.year}"


def running_weekdays(text: str, line: int | None) -> list[Problem]:
    """Return a warning for each full date in running ``text`` whose weekday is wrong; unclear dates are left alone."""
    problems = []
    for match in _RUNNING_DATE.finditer(text):
        day = _certain_day(match)
        if day is not None and day.weekday() != WEEKDAYS[match["weekday"].casefold()]:
            problems.append(_wrong_weekday(" ".join(match.group().split()), line, day))
    return problems


def named_dates(text: str) -> list[date]:
    """Return the days that ``text`` writes with the name of the month ("28 MARET 2025")."""
    days = []
    for match in re.finditer(_NAMED, text, re.IGNORECASE):
        try:
            days.append(date(int(match["year"]), MONTHS[match["month"].casefold()], int(match["day"])))
        except ValueError:
            continue
    return days


def _weekday_of(match: re.Match[str]) -> int | None:
    return WEEKDAYS[match["weekday"].casefold()] if match["weekday"] else None


def _day_of(
    match: re.Match[str], text: str, line: int | None, weekday: int | None, warnings: list[Problem]
) -> date | None:
    if match["first"] is not None:
        return _numeric_day(match, text, line, weekday, warnings)
    if match["month"]:
        year, month, day = match["year"], str(MONTHS[match["month"].casefold()]), match["day"]
    elif match["month2"]:
        year, month, day = match["year2"], str(MONTHS[match["month2"].casefold()]), match["day2"]
    else:
        year, month, day = match["year3"], match["month3"], match["day3"]
    found = _calendar_day(int(year), int(month), int(day))
    if found is None:
        raise RejectedError(error("impossible_date", line, text=text))
    return found


def _numeric_day(
    match: re.Match[str], text: str, line: int | None, weekday: int | None, warnings: list[Problem]
) -> date | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year4"])
    day_first = _calendar_day(year, second, first)
    month_first = _calendar_day(year, first, second)
    if day_first is None and month_first is None:
        raise RejectedError(error("impossible_date", line, text=text))
    if month_first is None or day_first == month_first:
        return day_first
    if day_first is None:
        warnings.append(warning("month_first_date", line, text=text))
        return month_first
    if weekday is not None and (day_first.weekday() == weekday) != (month_first.weekday() == weekday):
        return day_first if day_first.weekday() == weekday else month_first
    if match["sign"] == "/":
        warnings.append(warning("ambiguous_date", line, text=text))
        return None
    # With hyphens or points only the Indonesian order is in use; slashes come in both.
    warnings.append(warning("day_first_date", line, text=text))
    return day_first


def _certain_day(match: re.Match[str]) -> date | None:
    if match["month"]:
        return _calendar_day(int(match["year"]), MONTHS[match["month"].casefold()], int(match["day"]))
    first, second, year = int(match["first"]), int(match["second"]), int(match["year4"])
    day_first, month_first = _calendar_day(year, second, first), _calendar_day(year, first, second)
    weekday = WEEKDAYS[match["weekday"].casefold()]
    if month_first is not None and month_first.weekday() == weekday:
        return None
    return day_first


def _calendar_day(year: int, month: int, day: int) -> date | None:
    if year < FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(match: re.Match[str], text: str, line: int | None) -> tuple[int, int, int]:
    if match["hour"] is None:
        return 0, 0, 0
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second_"] or 0)
    half = (match["half"] or "").casefold().replace(".", "")
    possible = minute < 60 and second < 60 and (1 <= hour <= 12 if half else hour < 24)
    if not possible:
        raise RejectedError(error("impossible_time", line, text=text))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, minute, second


def _zone_of(text: str | None) -> tzinfo | None:
    if not text:
        return None
    name = text.upper().strip()
    if name in ZONES:
        return ZoneInfo(ZONES[name])
    if name == "Z":
        return UTC
    parts = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if parts is None:
        return None
    offset = timedelta(hours=int(parts[2]), minutes=int(parts[3] or 0))
    return timezone(-offset if parts[1] == "-" else offset)


def _wrong_weekday(text: str, line: int | None, day: date) -> Problem:
    return warning("wrong_weekday", line, text=text, weekday=_SHOWN_DAYS[day.weekday()])
