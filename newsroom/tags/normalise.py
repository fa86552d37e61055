"""How a tag is written down, and how two tags are told apart."""

from __future__ import annotations

import unicodedata

from newsroom.core.text import normalise

MAX_LENGTH = 100


def clean_name(text: str) -> str:
    """A tag as it is stored: tidied, and cut at a word near :data:`MAX_LENGTH` characters.

    Case is kept. The answer may be empty.
    """
    text = tidy_name(text)
    if len(text) <= MAX_LENGTH:
        return text
    shortened = text[:MAX_LENGTH]
    at_a_word = shortened.rpartition(" ")[0]
    return at_a_word if len(at_a_word) > MAX_LENGTH // 2 else shortened.rstrip()


def tidy_name(text: str) -> str:
    """What the person typed, without accidents of copying and at any length.

    NFKC, no invisible characters, no-break and doubled spaces become one space; a leading ``#``,
    double quotes (they enclose a tag in a list of tags) and commas at the ends go.
    """
    # A second pass: without its quotes a text may hold doubled spaces again.
    text = normalise(normalise(text).replace('"', " ")).strip(" ,")
    return text.lstrip("# ,") if text.startswith("#") else text


def key_for(text: str) -> str:
    """The form in which two spellings of one tag are equal: cleaned and case-folded.

    Case folding can break up a character that NFKC had joined, so the result is normalised again.
    """
    return unicodedata.normalize("NFKC", clean_name(text).casefold())
