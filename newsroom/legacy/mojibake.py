"""Text that was decoded with the wrong table once: "â€œ" for "“", "Ã©" for "é"."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _windows_character(byte: int) -> str:
    """Return the character Windows-1252 shows for ``byte``; the five unassigned bytes stay control characters."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTE_OF = {_windows_character(byte): byte for byte in range(0x80, 0x100)}
# Read as Latin-1 instead of Windows-1252 the same bytes are C1 control characters.
_BYTE_OF.update({chr(byte): byte for byte in range(0x80, 0xA0)})


def _characters_for(first: int, last: int) -> str:
    return "".join(re.escape(char) for char, byte in _BYTE_OF.items() if first <= byte <= last)


_TAIL = f"[{_characters_for(0x80, 0xBF)}]"
_SEQUENCE = re.compile(
    f"[{_characters_for(0xC2, 0xDF)}]{_TAIL}"
    f"|[{_characters_for(0xE0, 0xEF)}]{_TAIL}{{2}}"
    f"|[{_characters_for(0xF0, 0xF4)}]{_TAIL}{{3}}"
)
# The closing quote's last byte is unassigned in Windows-1252, so that many programs lost it.
_CLIPPED_QUOTE = re.compile("â€(?=[\\s.,;:!?)\\]<(]|$)", re.MULTILINE)
_LEFT_OVER = re.compile("â€|Ã[\u0080-\u00bf\u0192\u201a-\u2122]|[ÃÂ]\\s|Â[\u0080-\u00bf]|ï»¿|ï¿½")
_C1 = re.compile("[\u0080-\u009f]")
_ROUNDS = 3  # text that went wrong more often than this is not worth saving


@dataclass(frozen=True, slots=True)
class Repair:
    """A text after repair.

    Attributes:
        text: the text as it was meant.
        count: how many characters were repaired.
        position: index of the first of them in the text as given, or -1.
        found: the first of them as it was.
        left_over: what still looks wrong; empty when the text is sound.
    """

    text: str
    count: int = 0
    position: int = -1
    found: str = ""
    left_over: str = ""


def repair(text: str) -> Repair:
    """Undo wrong decoding character by character; sound text comes back untouched."""
    count, position, found = 0, -1, ""
    for _round in range(_ROUNDS):
        repaired, first, number = _once(text)
        if number == 0:
            break
        if count == 0:
            position, found = first
        count += number
        text = repaired
    rest = _LEFT_OVER.search(text)
    return Repair(text, count, position, found, rest.group() if rest else "")


def _once(text: str) -> tuple[str, tuple[int, str], int]:
    hits: list[tuple[int, str]] = []

    def replaced(match: re.Match[str]) -> str:
        try:
            char = bytes(_BYTE_OF[char] for char in match.group()).decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        hits.append((match.start(), match.group()))
        return char

    def closed(match: re.Match[str]) -> str:
        hits.append((match.start(), match.group()))
        return "”"

    def assigned(match: re.Match[str]) -> str:
        char = _windows_character(ord(match.group()))
        if char != match.group():
            hits.append((match.start(), match.group()))
        return char

    result = _SEQUENCE.sub(replaced, text)
    result = _CLIPPED_QUOTE.sub(closed, result)
    result = _C1.sub(assigned, result)
    return result, min(hits, default=(-1, "")), len(hits)
