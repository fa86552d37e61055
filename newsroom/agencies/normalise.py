"""How the names of agencies and regions are compared."""

from __future__ import annotations

import re

from newsroom.core.text import normalise

_JOINED_MARKS = re.compile(r"['’‘`]")
_SEPARATORS = re.compile(r"[\W_]+")


def fold_name(text: str) -> str:
    """The form in which two spellings of an agency's name are equal.

    Case, accents of compatibility characters, punctuation, a leading ``#`` and doubled spaces do
    not count: ``"#Dinsos  Kab. Gresik"`` and ``"dinsos kab gresik"`` fold to the same text. An
    apostrophe joins its neighbours, every other mark separates them.
    """
    text = _JOINED_MARKS.sub("", normalise(text).casefold())
    return _SEPARATORS.sub(" ", text).strip()


def compact_name(text: str) -> str:
    """A folded name without its spaces, because hashtags are often glued: ``#SatpolPP``."""
    return fold_name(text).replace(" ", "")
