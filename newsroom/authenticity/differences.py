"""What a check finds: one line a difference, with the page, the field, what the ledger says and what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsroom.editorial.fingerprint import canonical_json

# Characters of a value that are shown.
SHOWN = 100
NOTHING = "(nothing)"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the ledger says.

    ``page`` is the key of the page, None for the chain itself. ``is_unreachable`` means that nobody could look:
    the address did not answer at all.
    """

    page: int | None
    field: str
    expected: str
    found: str
    is_unreachable: bool = False

    def __str__(self) -> str:
        where = f"page {self.page}" if self.page is not None else "ledger"
        return f"{where}: {self.field}: expected {self.expected}, found {self.found}"


def shown(value: Any) -> str:
    """Return a value as one short line."""
    if value is None or value == "":
        return NOTHING
    text = value if isinstance(value, str) else canonical_json(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def shown_apart(expected: Any, found: Any) -> tuple[str, str]:
    """Return two values as short lines that begin a little before the first character in which they differ."""
    left, right = (value if isinstance(value, str) else canonical_json(value) for value in (expected, found))
    same = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - SHOWN // 4) if max(len(left), len(right)) > SHOWN else 0
    lead = "…" if start else ""
    return lead + shown(left[start:]), lead + shown(right[start:])
