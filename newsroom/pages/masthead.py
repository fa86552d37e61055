"""The masthead of a day: who held which office then, out of dated entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.pages.models import MastheadEntry

# The word in the address, part of public links: never change it.
DAY_PARAMETER = "tanggal"


@dataclass(frozen=True)
class Office:
    """An office and who holds it, in the order of the entries."""

    name: str
    entries: list[MastheadEntry]


@dataclass(frozen=True)
class Masthead:
    """The masthead of one ``day``; ``changes`` are the days on which it changed, the newest first."""

    day: date
    offices: list[Office]
    changes: list[date]
    is_of_today: bool


def masthead_of(entries: Iterable[MastheadEntry], day: date, today: date) -> Masthead | None:
    """Return the masthead of ``day``; None where nothing was ever entered."""
    known = list(entries)
    if not known:
        return None
    offices: dict[str, list[MastheadEntry]] = {}
    for entry in known:
        if entry.holds_on(day):
            offices.setdefault(entry.role, []).append(entry)
    return Masthead(
        day=day,
        offices=[Office(name, holders) for name, holders in offices.items()],
        changes=_changes(known, today),
        is_of_today=day == today,
    )


def read_day(text: str | None, today: date) -> date:
    """Return the day that a reader asks for; today for whatever is no day."""
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        return today


def _changes(entries: list[MastheadEntry], today: date) -> list[date]:
    days = {entry.starts_on for entry in entries}
    days |= {entry.ends_on + timedelta(days=1) for entry in entries if entry.ends_on is not None}
    return sorted((day for day in days if day <= today), reverse=True)
