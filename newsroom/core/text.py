"""Pure functions on text: cleaning what was typed or pasted, addresses from titles, first sentences, text from HTML."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from django.utils.text import slugify

SLUG_LENGTH = 90  # characters; long enough for a headline, short enough to be read out

# Zero-width and direction marks: they come in by copy and paste, nobody sees them, and they break search.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_SPACES = re.compile(r"\s+")
_DASHES_AND_SLASHES = re.compile(r"[\u2010-\u2015\u2212/\\|_]+")
# "5,23", "Rp.150" and "Dr.Soetomo" are two parts each; the single letters of "S.Sos" and "a.n" stay together.
_POINT_INSIDE = re.compile(r"(?<=\w)[.,:](?=\d)|(?<=\w\w)[.,:](?=\w)")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘']+)$")
# A full stop after these does not end a sentence. Lower case, without the stop.
_ABBREVIATED = """
    a.n an bpk cq dkk dll dr dra drg drs dsb h hj hlm i.e ibu ir jl jln kab kec kel kh km ktr letkol mayjen no nn ny
    prof r rp s.d sdr st tn u.p u.b yth m.si s.h s.sos s.e s.ip m.m m.pd s.pd s.t m.t kol kombes akp akbp brigjen irjen
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_BLOCK_ELEMENTS = """
    address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol
    p pre section table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_ELEMENTS.split())
_UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "object"})


def normalise(text: str) -> str:
    """Return ``text`` in NFKC with single spaces, without control and zero-width characters; otherwise as typed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # most text, and ten times as fast
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    text = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return _SPACES.sub(" ", text).strip()


def slug_for_title(title: str) -> str:
    """Return the address part for ``title``, at most :data:`SLUG_LENGTH` characters and cut between words.

    Dashes, slashes and points that stand between figures become "-" first, because Django joins what they keep apart
    ("10–11 Februari" would become "1011-februari", "5,23%" would become "523"). Empty when no letter or figure is left.
    """
    text = normalise(title)
    text = _DASHES_AND_SLASHES.sub("-", text)
    text = _POINT_INSIDE.sub("-", text)
    slug = re.sub(r"-{2,}", "-", slugify(text)).strip("-")
    if len(slug) <= SLUG_LENGTH:
        return slug
    head = slug[: SLUG_LENGTH + 1]
    return (head.rpartition("-")[0] or slug[:SLUG_LENGTH]).rstrip("-")


def first_sentence(text: str) -> str:
    """Return the first sentence of plain ``text``, or all of it when no sentence ends before the end."""
    text = normalise(text)
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith(".") and _is_abbreviation(text[: match.start()]):
            continue
        return text[: match.end()]
    return text


def _is_abbreviation(before: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    token = word.group(1).casefold()
    return token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha())


class _TextCollector(HTMLParser):
    """Collects what a reader would see; block elements part words, inline elements do not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self.unread_depth += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self.unread_depth = max(0, self.unread_depth - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread_depth:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """Return the readable text of an HTML fragment, one line a block, without scripts, styles and empty lines."""
    collector = _TextCollector()
    collector.feed(str(html))
    collector.close()
    lines = (normalise(line) for line in "".join(collector.parts).split("\n"))
    return "\n".join(line for line in lines if line)
