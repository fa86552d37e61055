"""Datelines: the newsroom or place in front of the first paragraph ("Jatim Newsroom –", "Paringin, InfoPublik -").

A closed list of the newsrooms' own names is recognised however the dash is glued. Free text is a dateline only when
it looks like a place name and a dash with a space stands behind it, so that "Anak-anak" and "Selasa - Jumat" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.core.text import normalise

# The newsrooms' names as printed. A site with further names adds them here.
NEWSROOM_NAMES = (
    "Jatim Newsroom",
    "Kominfo Jatim",
    "Diskominfo Jatim",
    "JNR",
    "InfoPublik",
    "MMCKalteng",
    "MMC Kalteng",
)
DATELINE_LENGTH = 60  # characters; longer openings are sentences

_DASH = r"[-\u2010-\u2015\u2212]"


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of ``names``, whatever white space stands in them."""
    return "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)


# "Kominfo" and its like may be glued to the dash; the first letter may have been lost by the scraper of a page.
_OWN = re.compile(
    rf"^\s*(?P<name>{_any_of(NEWSROOM_NAMES)})"
    rf"\s*{_DASH}{{1,3}}\s*",
    re.IGNORECASE,
)
_CLIPPED = re.compile(
    rf"^\s*(?P<name>{_any_of([name[1:] for name in NEWSROOM_NAMES if ' ' in name])})"
    rf"\s*{_DASH}{{1,3}}\s*"
)
_WORD = r"[A-Z][\w.'’]*"
_PLACE = rf"{_WORD}(?:[ \t\u00a0]+{_WORD}){{0,3}}"
# A second name, a wire in brackets, or the day: "Paringin, InfoPublik", "Jakarta (ANTARA)", "Jakarta, 3 Mei 2020".
_SOURCE = rf"(?:\s*[,/]\s*{_PLACE}|\s*\(\s*[\w.'’/ ]{{2,30}}\s*\)|\s*,\s*\d{{1,2}}\s+[A-Z]\w+\s+\d{{4}})"
_FREE = re.compile(
    rf"^\s*(?P<name>{_PLACE}{_SOURCE}{{0,2}})"
    rf"(?:\s+{_DASH}{{1,3}}\s*|\s*[\u2012-\u2015]\s*|-{{1,3}}\s+)(?=[\"'“”‘’(A-Z0-9])"
)
# "KaKom.27.3.2020. Text": an office and the day, parted by points, in the place of a dateline.
_DOTTED = re.compile(
    r"^\s*(?P<name>[A-Z]\w+(?:\.[\w'’]+)*\.\d{1,2}\.\d{1,2}\.\d{4})\s*\.?\s*(?:[-\u2010-\u2015]\s*)?(?=\S)"
)
_NOT_PLACES = (
    "senin selasa rabu kamis jumat jum'at jum’at sabtu minggu ahad januari februari maret april mei juni juli agustus "
    "september oktober november desember foto tayang penulis editor pewarta oleh catatan sumber baca siaran"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and where the text goes on.

    Attributes:
        name: as printed, without its dash; a clipped name of the closed list is completed.
        end: index in the given text of the first character after the dash.
        is_own: whether the name is one of :data:`NEWSROOM_NAMES`.
        is_completed: whether a lost first letter was added.
    """

    name: str
    end: int
    is_own: bool = False
    is_completed: bool = False


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline at the start of ``text``, or None."""
    if match := _OWN.match(text):
        return Dateline(normalise(match["name"]), match.end(), is_own=True)
    if match := _CLIPPED.match(text):
        clipped = normalise(match["name"])
        full = next(name for name in NEWSROOM_NAMES if name[1:] == clipped)
        return Dateline(full, match.end(), is_own=True, is_completed=True)
    for pattern in (_DOTTED, _FREE):
        match = pattern.match(text)
        if match is None:
            continue
        name = normalise(match["name"])
        if len(name) <= DATELINE_LENGTH and name.split()[0].casefold().strip(".,") not in _NOT_PLACES.split():
            return Dateline(name, match.end(), is_own=_names_own(name))
    return None


def split_dateline(text: str) -> tuple[str, str] | None:
    """Return (dateline without its dash, rest of the text), or None where ``text`` begins with no dateline."""
    found = find_dateline(text)
    return None if found is None else (found.name, text[found.end :].strip())


def _names_own(name: str) -> bool:
    folded = name.casefold()
    return any(own.casefold() in folded for own in NEWSROOM_NAMES)
