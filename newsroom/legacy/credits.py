"""Named credits: "Pewarta : X / Editor: Y", "Penulis : MC KOTA PADANG , Redaktur : Tobari", "Oleh : Redaksi"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsroom.core.text import normalise
from newsroom.legacy.closing import is_office

NAME_LENGTH = 60  # characters

_REPORTER = (
    r"pewarta|penulis(?:\s+berita)?|reporter|oleh|laporan|kontributor|kontribusi\s+dari|wartawan|jurnalis|"
    r"ditulis\s+oleh|dilaporkan\s+oleh|teks|author|writer|by"
)
_EDITOR = r"editor(?:\s+berita)?|redaktur(?:\s+pelaksana)?|penyunting|disunting\s+oleh|diedit\s+oleh|redpel"
_OTHER = (
    r"fotografer|foto\s+oleh|juru\s+foto|penerjemah|di(?:unggah|posting)\s+oleh|posted\s+by|uploader|admin|publisher"
)
_LABEL = re.compile(
    rf"(?<![\w])(?:(?P<reporter>{_REPORTER})|(?P<editor>{_EDITOR})|(?P<other>{_OTHER}))\s*:(?!//)", re.IGNORECASE
)
_WITHOUT_COLON = re.compile(
    r"^(?i:oleh|by|laporan|kontribusi\s+dari)\s+(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})$"
)
_VALUE_END = re.compile(r"\||\n|(?<=\S)\s{2,}|(?<=\S)\t")
# "Budi Santoso, S.Sos, M.Si" is one person.
_DEGREE = r"(?:[A-Z][A-Za-z]{0,4}\.(?:\s?[A-Za-z]{1,5}\.?)*|MM|MSi|ST|SE|SH|SPd|SSos|MPd)"
_NAMES = re.compile(rf"\s+dan\s+|\s*&\s*|\s*;\s*|\s*/\s*|\s*,(?!\s*{_DEGREE}\s*(?:,|$))\s*", re.IGNORECASE)
# The site's own account is nobody; "Kontributor Salatiga" is where somebody is, not who.
_ACCOUNT = re.compile(r"^(?:super\s?)?admin(?:istrator)?$", re.IGNORECASE)
_CONTRIBUTOR = re.compile(r"^kontributor\s", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s+[A-Z\"“]|[.!?]$")


@dataclass(slots=True)
class NamedCredits:
    """Who is named as what, as typed."""

    reporters: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    office: str = ""

    @property
    def names(self) -> list[str]:
        """Everybody named, offices included."""
        return [*self.reporters, *self.editors, *([self.office] if self.office else [])]

    def add(self, other: NamedCredits) -> None:
        """Take over the names of ``other``."""
        self.reporters += [name for name in other.reporters if name not in self.reporters]
        self.editors += [name for name in other.editors if name not in self.editors]
        self.office = self.office or other.office


def match_credits(text: str, start: int = 0) -> tuple[NamedCredits, int] | None:
    """Return (credits, end) where ``text`` has a label of a credit at ``start``, or None.

    Several labels in one line are read together; ``end`` is where the last value ends.
    """
    label = _LABEL.match(text, start)
    if label is None:
        return None
    found = NamedCredits()
    end = start
    while label is not None:
        following = _LABEL.search(text, label.end())
        value, end = _value(text, label.end(), following.start() if following else len(text))
        if len(value) > 2 * NAME_LENGTH or (_SENTENCE.search(value) and len(value.split()) > 4):
            return None
        _add(found, label, value)
        label = following if following and not text[end : following.start()].strip(" \t\u00a0\n|/,;-–") else None
    return found, end


def read_credits(text: str) -> NamedCredits | None:
    """Return the credits when ``text`` is nothing else."""
    text = text.strip().strip("()[]").strip()
    found = match_credits(text)
    if found is not None:
        return found[0] if not text[found[1] :].strip(" |/,;.-–") else None
    if match := _WITHOUT_COLON.match(text):
        credits = NamedCredits()
        _place(credits.reporters, credits, match["name"])
        return credits
    return None


def awaits_name(text: str) -> bool:
    """Return whether ``text`` ends with a label whose name stands on the next line."""
    labels = list(_LABEL.finditer(text))
    if not labels or text[labels[-1].end() :].strip():
        return False
    return read_credits(text) is not None


def is_name(text: str) -> bool:
    """Return whether ``text`` can be the name behind a label: short, and no sentence, label or tag."""
    text = text.strip()
    return 0 < len(text) <= NAME_LENGTH and len(text.split()) <= 6 and text[0].isalnum() and not _SENTENCE.search(text)


def _value(text: str, start: int, limit: int) -> tuple[str, int]:
    space = re.compile(r"\s*").match(text, start, limit)
    gap = space.group() if space else ""
    if len(gap) > 2 or "\n" in gap:  # the name is missing; what follows is something else
        return "", start
    begin = start + len(gap)
    stop = _VALUE_END.search(text, begin, limit)
    end = stop.start() if stop else limit
    return normalise(text[begin:end]).strip(" ,/;|-–"), end


def _add(credits: NamedCredits, label: re.Match[str], value: str) -> None:
    for part in _NAMES.split(value):
        # A full stop behind a name goes, the ones of a degree stay.
        name = part.strip(" .()") if part.count(".") == 1 else part.strip(" ()")
        if not name or label["other"]:
            continue
        _place(credits.reporters if label["reporter"] else credits.editors, credits, name)


def _place(people: list[str], credits: NamedCredits, name: str) -> None:
    if _ACCOUNT.match(name):
        return
    if is_office(name) or _CONTRIBUTOR.match(name):
        credits.office = credits.office or name
    else:
        people.append(name)
