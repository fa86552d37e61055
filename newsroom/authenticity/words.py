"""A text as the words that are compared: folded, figures whole, without marks, emoji and the furniture of chats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsroom.core.text import normalise

# "1.500" and "15-18/11/2022" are one figure each: "1.500" and "1,500" are not the same amount.
_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|%")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`ʼ](?=\w)")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
# "[18/11/22 07.19] Budi: " and "18/11/22, 07.19 - Budi: ", as an exported chat has it.
_SENDER = re.compile(
    r"^\[?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:[AaPp][Mm])?\]?\s*-?\s*[^:]{1,40}:\s"
)
# What the programs themselves write above or below a message; compared folded.
_FURNITURE = frozenset(
    {
        "forwarded",
        "forwarded many times",
        "forwarded message",
        "diteruskan",
        "diteruskan berkali kali",
        "pesan diteruskan",
        "media omitted",
        "media tidak disertakan",
        "image omitted",
        "gambar tidak disertakan",
        "read more",
        "baca selengkapnya",
        "selengkapnya",
        "this message was edited",
        "pesan ini diedit",
    }
)


class Word(NamedTuple):
    """A word as it is shown (with the marks behind it), as it is compared, and the line it stands in."""

    shown: str
    folded: str
    line: int


def fold(token: str) -> str:
    """Return a word in small letters without accents; letters of another script stay what they are."""
    decomposed = unicodedata.normalize("NFKD", token.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def folded_words(text: str) -> list[str]:
    """Return the words of one line as they are compared."""
    return [word.folded for word in _words_of_line(text, 0)]


def read_lines(lines: Iterable[str]) -> list[Word]:
    """Return the words of ``lines``; each knows the number of its line."""
    return [word for number, line in enumerate(lines) for word in _words_of_line(line, number)]


def chat_lines(text: str) -> list[str]:
    """Return the lines of a pasted text, without the labels that chat programs add and without empty lines."""
    lines = []
    for raw in text.splitlines():
        line = normalise(_SENDER.sub("", _KEYCAP.sub(" ", raw).strip("\u200e\u200f ")))
        words = folded_words(line)
        if words and " ".join(words) not in _FURNITURE:
            lines.append(line)
    return lines


def _words_of_line(line: str, number: int) -> Iterator[Word]:
    text = _APOSTROPHE.sub("", normalise(line).translate(_DASHES))
    tokens = list(_TOKEN.finditer(text))
    for place, token in enumerate(tokens):
        start = token.start() if place else 0
        shown = text[start : tokens[place + 1].start()] if place + 1 < len(tokens) else f"{text[start:]} "
        yield Word(shown, fold(token.group()), number)
