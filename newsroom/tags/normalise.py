"""How a tag is written down, and how two tags are told apart."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 100

_SPACES = re.compile(r"\s+")
# Written by a person a soft hyphen or a direction mark is an accident of copying; the zero-width
# joiners mean something in some scripts, but none that Indonesian tags are written in.
_INVISIBLE = {"Cf", "Cc"}


def clean_name(text: str) -> str:
    """A tag as it is stored: what the person typed, without accidents of copying.

    NFKC, no invisible characters, no-break and doubled spaces become one space; a leading ``#``,
    double quotes (they enclose a tag in a list of tags) and commas at the ends go; and the text is
    cut at a word near :data:`MAX_LENGTH` characters. Case is kept. The answer may be empty.
    """
    text = unicodedata.normalize("NFKC", text).replace('"', " ")
    text = _SPACES.sub(" ", text)
    text = "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)
    text = _SPACES.sub(" ", text).strip(" ,")
    text = text.lstrip("# ").rstrip(" ,#") if text.startswith("#") else text
    return _shorten(text)


def key_for(text: str) -> str:
    """The form in which two spellings of one tag are equal: cleaned and case-folded.

    Case folding can break up a character that NFKC had joined, so the result is normalised again.
    """
    return unicodedata.normalize("NFKC", clean_name(text).casefold())


def _shorten(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    shortened = text[:MAX_LENGTH]
    at_a_word = shortened.rpartition(" ")[0]
    return at_a_word if len(at_a_word) > MAX_LENGTH // 2 else shortened.rstrip()
