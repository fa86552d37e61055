"""From the bytes of a file to clean text, or a refusal that says why."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.legacy import mojibake
from newsroom.legacy.problems import Problem, RejectedError, error, warning

SIZE_LIMIT = 2 * 1024 * 1024  # bytes; a release is a few kilobytes, a book is no release

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP (DOCX, ODT, XLSX)"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF (WebP, AVI)"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
    (b"\x00\x00\x00", "MP4"),
)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What Windows-1252 adds to ASCII in the writing of an Indonesian office: quotes, dashes, bullet, signs, Latin letters.
_WINDOWS_MARKS = frozenset("€‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0¡¢£¥§©ª«¬\u00ad®°±²³´µ·¹º»¼½¾¿×÷")
# Letters of Icelandic and the like, in practice bytes of something else.
_STRANGE = frozenset("ÿþðÞÐƒ¶¤¦¨¸¯")
# An accented letter stands alone among plain ones; two in a row, or beside a sign, are another alphabet misread.
_STRANGE_PAIR = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸƒ][^\x00-\x7f‘’“”–—…\u00a0]|[^\x00-\x7f‘’“”–—…\u00a0•][À-ÖØ-öø-ÿŠšŽžŒœŸƒ]")
_CONTROL_SHARE = 0.02
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Three spaces and more part columns of a page saved as one line; a thousand say no more than eight.
_WIDE_SPACE = re.compile(r"[^\S\n]{9,}")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1a\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file.

    Attributes:
        text: with newlines as line ends, without control, zero-width and direction characters.
        digest: SHA-256 of the bytes, hexadecimal.
        warnings: what was done to get the text.
    """

    text: str
    digest: str
    warnings: list[Problem] = field(default_factory=list)


def read_source(path: Path, encoding: str | None = None) -> Source:
    """Return the text of the file at ``path``.

    Args:
        path: the file.
        encoding: name of the encoding to use instead of recognising it.

    Raises:
        RejectedError: the file cannot be opened, is too large, empty, or not a text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as problem:
        raise RejectedError(error("unreadable_file", text=problem.strerror or str(problem))) from problem
    return decode_source(data, encoding)


def decode_source(data: bytes, encoding: str | None = None) -> Source:
    """Return the text of the bytes ``data``; as :func:`read_source`."""
    if len(data) > SIZE_LIMIT:
        raise RejectedError(error("too_large", count=SIZE_LIMIT // 1024))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise RejectedError(error("empty_file"))
    warnings: list[Problem] = []
    text = _decode_as(data, encoding) if encoding else _recognise(data, warnings)
    text = _without_controls(_LINE_ENDS.sub("\n", text), warnings)
    text = _repaired(text, warnings)
    text = _WIDE_SPACE.sub(" " * 8, _ZERO_WIDTH.sub("", text))
    if not text.strip():
        raise RejectedError(error("empty_file"))
    return Source(text, hashlib.sha256(data).hexdigest(), warnings)


def _recognise(data: bytes, warnings: list[Problem]) -> str:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise RejectedError(error("not_text", text=name))
    if data.startswith(_UTF16_MARKS):
        raise RejectedError(error("undecodable", 1))
    if b"\x00" in data:
        raise RejectedError(error("not_text", text="NUL"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = _line_of_byte(data, problem.start)
    text = _as_windows(data)
    if text is None:
        raise RejectedError(error("undecodable", line))
    warnings.append(warning("decoded_windows_1252", line))
    return text


def _as_windows(data: bytes) -> str | None:
    """Return ``data`` read as Windows-1252 when it plausibly is, else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if mojibake.repair(text).count:  # there is UTF-8 inside: a damaged file, not Windows-1252
        return None
    special = [char for char in text if ord(char) > 127]
    if any(char in _STRANGE or (char not in _WINDOWS_MARKS and not char.isalpha()) for char in special):
        return None
    return None if _STRANGE_PAIR.search(text) else text


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError as problem:
        start = getattr(problem, "start", 0)
        raise RejectedError(error("undecodable_as", _line_of_byte(data, start), text=encoding)) from problem
    return text.removeprefix("\ufeff")


def _without_controls(text: str, warnings: list[Problem]) -> str:
    found = _CONTROLS.findall(text)
    if not found:
        return text
    if len(found) > _CONTROL_SHARE * len(text):
        raise RejectedError(error("not_text", text="control characters"))
    warnings.append(warning("control_characters", count=len(found)))
    return _CONTROLS.sub("", text)


def _repaired(text: str, warnings: list[Problem]) -> str:
    if "\ufffd" in text:
        raise RejectedError(error("lost_characters", _line_at(text, text.index("\ufffd"))))
    result = mojibake.repair(text)
    if result.left_over:
        raise RejectedError(
            error("mojibake", _line_at(result.text, result.text.index(result.left_over)), text=result.left_over)
        )
    if result.count:
        line = _line_at(text, result.position)
        warnings.append(warning("mojibake_repaired", line, count=result.count, text=result.found))
        return result.text.replace("\ufeff", "")
    return text


def _line_of_byte(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
