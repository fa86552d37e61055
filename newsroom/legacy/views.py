"""View counts as legacy pages print them: "Dibaca 420 kali", "13 Kali", "Views 857", "1.234" behind the time."""

from __future__ import annotations

import re

_COUNT = r"(?P<count>\d{1,3}(?:[.,]\d{3})+|\d+)(?![\d.,]*\d)"
_UNIT = r"(?:kali|x|views?|hits?|orang|pembaca|pengunjung|pengunjung)"
_BEFORE = re.compile(
    rf"(?:telah\s+)?(?:di)?(?:baca|lihat|kunjungi|tonton|views?|viewed|hits?|pembaca|pengunjung|tayangan|jumlah\s+pembaca)"
    rf"\s*(?:sebanyak)?\s*[:=]?\s*{_COUNT}\s*{_UNIT}?(?!\w)(?:\s*(?:di)?baca)?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"{_COUNT}\s*(?:{_UNIT})(?!\w)(?:\s*(?:di)?(?:baca|lihat))?", re.IGNORECASE)
_BARE = re.compile(rf"{_COUNT}(?=\s|$|\|)")


def match_views(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return (count, end) of a labelled view count that begins at ``start``, or None."""
    match = _BEFORE.match(text, start) or _AFTER.match(text, start)
    return None if match is None else (_number(match["count"]), match.end())


def match_bare_views(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return (count, end) of a number without label at ``start``: the last number of an upload line."""
    match = _BARE.match(text, start)
    return None if match is None else (_number(match["count"]), match.end())


def read_views(text: str) -> int | None:
    """Return the view count when ``text`` is nothing else."""
    text = text.strip(" .|-–()")
    found = match_views(text)
    return found[0] if found and not text[found[1] :].strip() else None


def _number(text: str) -> int:
    """Dots (and in English exports commas) are thousands."""
    return int(text.replace(".", "").replace(",", ""))
