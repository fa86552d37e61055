"""The texts of the demo newsroom: read from data files, and moved to the day on which they are loaded."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from newsroom.core.dates import long_date

FOLDER = Path(__file__).parent / "content"
LEGACY_PREFIX = "demo-"

# {{0}} is the day of the release, {{-1}} the day before, {{-1..2}} a stretch of days, {{tahun}} the year.
_TOKEN = re.compile(r"\{\{(?:(?P<year>tahun)|(?P<first>[+-]?\d+)(?:\.\.(?P<last>[+-]?\d+))?)\}\}")


@dataclass(frozen=True)
class Story:
    """One release of the demo newsroom.

    ``moment`` is when it was published or last worked on (aware). ``state`` is one of ``public``
    (comes in with the archive), ``withdrawn`` (the same, and taken back later), ``approved`` (went
    through the desk), ``scheduled``, ``embargoed`` (with one early reader), ``forced`` (by one
    editor, not looked at yet), ``draft``, ``submitted`` and ``returned``.
    """

    key: str
    moment: datetime
    state: str
    title: str
    lead: str
    body: list[Any]
    loaded_at: datetime
    raw: dict[str, Any] = field(repr=False)

    @property
    def legacy_id(self) -> str:
        """The identity by which a second load finds the article again."""
        return f"{LEGACY_PREFIX}{self.key}"

    @property
    def is_archive(self) -> bool:
        """Whether it came in by import and brings its own publication time along."""
        return self.state in {"public", "withdrawn"}

    @property
    def goes_out_at(self) -> datetime:
        """The time for which a scheduled release is approved; relative to the day of the load."""
        day = self.loaded_at.date() + timedelta(days=self.raw["publish_in_days"])
        return datetime.combine(day, time.fromisoformat(self.raw["publish_time"]), tzinfo=self.loaded_at.tzinfo)

    @property
    def has_day_only(self) -> bool:
        return self.raw.get("precision") == "day"

    def __getitem__(self, name: str) -> Any:
        return self.raw.get(name)


def load_settings() -> dict[str, Any]:
    """Channels, contacts, bylines, accounts and the agency desk."""
    return json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))


def load_pages() -> list[dict[str, Any]]:
    """Texts of the standing pages."""
    return json.loads((FOLDER / "pages.json").read_text(encoding="utf-8"))


def load_stories(now: datetime) -> list[Story]:
    """All releases, oldest first, dated back from ``now`` (aware, in the newsroom's zone)."""
    stories = []
    for path in sorted((FOLDER / "stories").glob("*.json")):
        stories += [_story(raw, now) for raw in json.loads(path.read_text(encoding="utf-8"))]
    return sorted(stories, key=lambda story: story.moment)


def _story(raw: dict[str, Any], now: datetime) -> Story:
    moment = moment_of(raw, now)
    if raw.get("flow") == "approved":
        # What the desk approves goes out at the moment of the load, one after the other.
        moment = now - timedelta(seconds=10 - raw["order"])
        state = "approved"
    else:
        state = raw.get("state", "public")
    day = moment.date()
    return Story(
        key=raw["key"],
        moment=moment,
        state=state,
        title=fill_in_dates(raw["title"], day),
        lead=fill_in_dates(raw["lead"], day),
        body=_walk(raw["body"], day),
        loaded_at=now,
        raw=_walk(raw, day),
    )


def moment_of(raw: dict[str, Any], now: datetime) -> datetime:
    """When a release is dated: ``minutes`` or ``hours`` before ``now``, or ``days`` before at a ``time`` of day."""
    if "days" not in raw:
        return now - timedelta(minutes=raw.get("minutes", 0), hours=raw.get("hours", 0))
    hour, minute, second = (int(part) for part in raw.get("time", "0:0:0").split(":"))
    return datetime.combine(now.date() - timedelta(days=raw["days"]), time(hour, minute, second), tzinfo=now.tzinfo)


def fill_in_dates(text: str, day: date) -> str:
    """Replace the date marks of ``text``: ``{{-1}}`` becomes ``Rabu (18/11/2026)``."""
    return _TOKEN.sub(lambda match: _date_words(match, day), text)


def _date_words(match: re.Match[str], day: date) -> str:
    if match["year"]:
        return str(day.year)
    first = day + timedelta(days=int(match["first"]))
    if match["last"] is None:
        return f"{_weekday(first)} ({first.day}/{first.month}/{first.year})"
    last = day + timedelta(days=int(match["last"]))
    start = str(first.day) if first.month == last.month else f"{first.day}/{first.month}"
    return f"{_weekday(first)}–{_weekday(last)} ({start}–{last.day}/{last.month}/{last.year})"


def _weekday(day: date) -> str:
    return long_date(day, language="id").partition(",")[0]


def _walk(value: Any, day: date) -> Any:
    if isinstance(value, str):
        return fill_in_dates(value, day)
    if isinstance(value, list):
        return [_walk(item, day) for item in value]
    if isinstance(value, dict):
        return {name: _walk(item, day) for name, item in value.items()}
    return value
