"""The fields of a page's header lines: upload time, views, credits, category, in any order and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo

from newsroom.core.text import normalise
from newsroom.legacy import dates, views
from newsroom.legacy.credits import NamedCredits, match_credits, read_credits
from newsroom.legacy.problems import Problem, RejectedError, error, warning

_UPLOAD = re.compile(
    r"(?:di)?(?:unggah|upload|tayang(?:kan)?|terbit(?:kan)?|publikasi(?:kan)?|publish(?:ed)?|posting|muat|rilis|post(?:ed)?)"
    r"(?:\s+(?:pada|di|tanggal|tgl|on|at))*\s*(?P<colon>:)?\s*",
    re.IGNORECASE,
)
_UPLOAD_WORDS = re.compile(
    r"^(?:diunggah|diupload|tayang|ditayangkan|terbit|diterbitkan|dipublikasi(?:kan)?|publikasi|publish|published|"
    r"diposting|posted|dimuat|rilis|dirilis|upload|unggah)\b",
    re.IGNORECASE,
)
_WEAK_LABEL = re.compile(r"(?:hari\s*[/,]\s*)?(?:tanggal|tgl\.?|waktu|date)\s*:\s*", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?:terakhir\s+)?(?:diperbarui|diperbaharui|diubah|update[d]?|last\s+(?:updated|modified))(?:\s+pada)?\s*:?\s*",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"(?:kategori|category|rubrik|kanal|seksi)\s*:\s*(?P<value>[^|\n]{1,80}?)(?=\s*(?:\||\n|$)|\s{2,})", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[\s|;,•·/–—-]*")
_CLOCK_LIKE = re.compile(r"^\s*\d{1,3}[:.]\d{1,3}(?![\d.])")
_LONG = 40  # characters behind an upload time that are text of the article


@dataclass(slots=True)
class Fields:
    """What a line of the header says.

    Attributes:
        moment: the publication time, if the line has one that can be read.
        is_upload: whether a label ("Diunggah pada") says that the line is about publication.
        views: the view count, if any.
        credits: people and offices named.
        categories: as typed.
        awaits_date: whether the line is a label whose date stands on the next line.
        rest: index of the first character that is no field; the length of the text if all is.
        warnings, errors: about the line.
    """

    moment: dates.Moment | None = None
    is_upload: bool = False
    views: int | None = None
    credits: NamedCredits = field(default_factory=NamedCredits)
    categories: list[str] = field(default_factory=list)
    awaits_date: bool = False
    has_other: bool = False
    rest: int = 0
    warnings: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    @property
    def is_date_only(self) -> bool:
        """Whether the line gives a day and nothing else: the day a page was saved, or a plain publication day."""
        return (
            self.moment is not None
            and not self.credits.names
            and not self.moment.has_time
            and not (self.is_upload or self.has_other or self.categories or self.views is not None)
        )


def is_upload_line(text: str) -> bool:
    """Return whether ``text`` begins with the label of a publication time."""
    text = text.lstrip()
    label = _UPLOAD.match(text)
    if label is None or not _UPLOAD_WORDS.match(text):
        return False
    rest = text[label.end() :]
    moment = dates.match_moment(rest)
    if label["colon"] is None:  # "Tayang 3 Mei 2021, film ini ..." is a sentence
        return moment is not None and not rest_is_text(rest[moment.end() :])
    return moment is not None or not rest.strip() or rest[0].isdigit()


def read_fields(text: str, *, zone: tzinfo, line: int | None) -> Fields | None:
    """Return the fields that ``text`` begins with, or None where it begins with none.

    Args:
        text: the line, with its white space.
        zone: of times that name none.
        line: line in the file, for messages.
    """
    found = Fields()
    position = _skip(text, 0)
    if position >= len(text):
        return None
    while position < len(text):
        end = _read_one(text, position, found, zone, line)
        if end is None:
            break
        found.rest = position = _skip(text, end)
    if found.rest == 0:
        return None
    if named := read_credits(text[found.rest :]):  # "... 10:00 WIB oleh Admin"
        found.credits.add(named)
        found.rest = len(text)
    if found.moment is None and found.is_upload and not text[found.rest :].strip():
        found.awaits_date = not (found.errors or found.warnings)
    return found


def _skip(text: str, position: int) -> int:
    match = _SEPARATORS.match(text, position)
    return match.end() if match else position


def _read_one(text: str, position: int, found: Fields, zone: tzinfo, line: int | None) -> int | None:
    """Read one field at ``position`` into ``found``; return where it ends, or None where none begins."""
    if changed := _CHANGED.match(text, position):
        moment = dates.match_moment(text, changed.end())
        found.has_other = True
        return moment.end() if moment else changed.end()
    if _UPLOAD_WORDS.match(text[position:]) and (label := _UPLOAD.match(text, position)):
        end = _read_upload(text, label, found, zone, line)
        if end is not None:
            return end
    if weak := _WEAK_LABEL.match(text, position):
        position = weak.end()
        found.has_other = True
    if found.moment is None and (match := dates.match_moment(text, position)):
        return _read_moment(text, match, found, zone, line)
    if credits := match_credits(text, position):
        found.credits.add(credits[0])
        found.has_other = True
        return credits[1]
    if category := _CATEGORY.match(text, position):
        found.categories += [name for part in category["value"].split(",") if (name := normalise(part))]
        return category.end()
    if counted := views.match_views(text, position):
        found.views = counted[0] if found.views is None else found.views
        return counted[1]
    return None


def _read_upload(text: str, label: re.Match[str], found: Fields, zone: tzinfo, line: int | None) -> int | None:
    match = dates.match_moment(text, label.end())
    if match is not None:
        found.is_upload = True
        return _read_moment(text, match, found, zone, line)
    if label["colon"] is None:
        return None
    found.is_upload = True
    rest = re.split(r"[|\n]", text[label.end() :], maxsplit=1)[0]
    if rest.strip():
        found.warnings.append(warning("unreadable_date", line, text=rest.strip()))
    return label.end() + len(rest)


def _read_moment(text: str, match: re.Match[str], found: Fields, zone: tzinfo, line: int | None) -> int:
    end = match.end()
    if not match["hour"] and (strange := _CLOCK_LIKE.match(text[end:])):
        found.errors.append(error("impossible_time", line, text=match.group() + strange.group()))
        end += strange.end()
    try:
        found.moment = dates.read_moment(match, zone=zone, line=line)
        found.warnings += found.moment.warnings
    except RejectedError as problem:
        found.errors.append(problem.problem)
    counted = views.match_bare_views(text, _skip_spaces(text, end))
    behind = text[counted[1] :] if counted else ""
    if counted and found.views is None and not (behind.strip() and not re.match(r"\s*\n|\s{2,}|\s*\|", behind)):
        labelled = views.match_views(text, _skip_spaces(text, end))
        found.views = counted[0]
        return labelled[1] if labelled else counted[1]
    return end


def _skip_spaces(text: str, position: int) -> int:
    match = re.compile(r"[\s|]*").match(text, position)
    return match.end() if match else position


def rest_is_text(rest: str) -> bool:
    """Return whether what stands behind the fields of a line is long enough to be text of the article."""
    return len(rest.strip()) >= _LONG
