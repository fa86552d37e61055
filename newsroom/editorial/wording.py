"""The words of a body as readers meet them, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsroom.core.text import plain_text


def readable_lines(parts: list[Any]) -> Iterator[str]:
    """Yield the lines of text of a body in canonical form (:func:`~newsroom.editorial.fingerprint.stream_parts`).

    Paragraphs, headings, quotes and lists; what stands in pictures, tables and links is left out.
    """
    for part in parts:
        value = part.get("value") if isinstance(part, dict) else part
        if isinstance(value, str):
            yield from plain_text(value).splitlines()
        elif isinstance(value, dict):
            if isinstance(value.get("text"), str):
                yield from plain_text(value["text"]).splitlines()
            if isinstance(value.get("items"), list):
                yield from readable_lines(value["items"])
