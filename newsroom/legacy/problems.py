"""What can be wrong with a legacy page: one stable code and one sentence for staff each.

Codes are documented in docs/features/legacy-import.md and never change their meaning; sentences are translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WARNINGS = {
    "ambiguous_date": gettext_noop("“%(text)s” can be read in two ways; no publication time was taken."),
    "closing_unclear": gettext_noop(
        "The closing “%(text)s” has more names than a reporter and an editor; all are reporters."
    ),
    "closing_without_full_stop": gettext_noop("“%(text)s” in an unfinished sentence was read as the closing."),
    "comment_removed": gettext_noop("Line %(line)s: a comment with links was removed."),
    "control_characters": gettext_noop("%(count)s control characters were removed."),
    "dateline_completed": gettext_noop("The dateline had lost a letter and was completed to “%(text)s”."),
    "day_first_date": gettext_noop("“%(text)s” was read as day, month, year."),
    "decoded_windows_1252": gettext_noop("The file is not UTF-8; it was read as Windows-1252."),
    "embed_removed": gettext_noop("Line %(line)s: an embedded element was removed: %(text)s"),
    "event_handler_removed": gettext_noop("Line %(line)s: a script in the attribute %(text)s was removed."),
    "header_text_ignored": gettext_noop("Line %(line)s: beside the upload time stood “%(text)s”; it was not imported."),
    "hidden_text_removed": gettext_noop("Line %(line)s: text that readers did not see was removed: %(text)s"),
    "image_embedded_removed": gettext_noop("Line %(line)s: a picture stored inside the page was removed."),
    "link_removed": gettext_noop("Line %(line)s: a link to %(text)s was removed; its words stayed."),
    "mojibake_repaired": gettext_noop(
        "%(count)s wrongly decoded characters were repaired, the first in line %(line)s: %(text)s"
    ),
    "month_first_date": gettext_noop("“%(text)s” puts the month before the day; please check."),
    "no_publication_time": gettext_noop("The page does not say when it was published."),
    "script_removed": gettext_noop("Line %(line)s: a script was removed."),
    "spam_link_removed": gettext_noop("Line %(line)s: an advertisement was removed: %(text)s"),
    "spam_words": gettext_noop("Line %(line)s: the text looks like gambling advertising: %(text)s"),
    "style_removed": gettext_noop("Line %(line)s: a style sheet was removed."),
    "tag_too_long": gettext_noop("The tag “%(text)s” is too long and was not imported."),
    "title_date_later": gettext_noop("The title names %(text)s, a day after the publication."),
    "unreadable_date": gettext_noop("Line %(line)s: the upload time cannot be read: %(text)s"),
    "unsafe_link_removed": gettext_noop("Line %(line)s: an unsafe link was removed; its words stayed."),
    "wrong_weekday": gettext_noop("Line %(line)s: “%(text)s” was a %(weekday)s."),
}

ERRORS = {
    "changed_by_staff": gettext_noop(
        "The page has changed, and so has the article: staff have worked on it since its import."
    ),
    "empty_file": gettext_noop("The file is empty."),
    "future_date": gettext_noop("The publication time lies in the future: %(text)s"),
    "impossible_date": gettext_noop("There is no such day: %(text)s"),
    "impossible_time": gettext_noop("There is no such time of day: %(text)s"),
    "lost_characters": gettext_noop("Characters of the text were lost before it was saved."),
    "mojibake": gettext_noop("The text was decoded wrongly and cannot be repaired: %(text)s"),
    "no_body": gettext_noop("The page has no text."),
    "no_publication_time": gettext_noop("The page does not say when it was published, so it cannot be published."),
    "no_title": gettext_noop("The page has no title."),
    "not_stored": gettext_noop("The article could not be stored: %(text)s"),
    "not_text": gettext_noop("The file is not a text: %(text)s"),
    "title_too_long": gettext_noop("The title has %(count)s characters; at most 255 can be stored."),
    "too_deep": gettext_noop("The page has more elements inside one another than any page needs."),
    "too_large": gettext_noop("The file is larger than %(count)s kB."),
    "two_articles": gettext_noop("A second article begins here; put each into a file of its own."),
    "undecodable": gettext_noop(
        "The text is neither UTF-8 nor Windows-1252; say which encoding it has with --encoding."
    ),
    "undecodable_as": gettext_noop("The text cannot be read as %(text)s."),
    "unreadable_file": gettext_noop("The file cannot be opened: %(text)s"),
}

EXCERPT = 80  # characters of the page's own text quoted in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """A warning or an error about one file.

    Attributes:
        code: stable key of :data:`WARNINGS` or :data:`ERRORS`.
        message: a sentence for staff in the active language.
        line: line in the file (from 1), or None where the file as a whole is meant.
    """

    code: str
    message: str
    line: int | None = None


class RejectedError(Exception):
    """The file cannot become an article; carries the error that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def warning(code: str, line: int | None = None, **details: Any) -> Problem:
    """Return the warning ``code`` with its sentence filled in."""
    return _problem(WARNINGS[code], code, line, details)


def error(code: str, line: int | None = None, **details: Any) -> Problem:
    """Return the error ``code`` with its sentence filled in."""
    return _problem(ERRORS[code], code, line, details)


def _problem(sentence: str, code: str, line: int | None, details: dict[str, Any]) -> Problem:
    if isinstance(details.get("text"), str):
        details["text"] = excerpt(details["text"])
    return Problem(code, _(sentence) % {"line": line, **details}, line)


def excerpt(text: str) -> str:
    """Return ``text`` on one line, cut to :data:`EXCERPT` characters."""
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
