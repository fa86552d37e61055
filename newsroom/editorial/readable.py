"""The canonical content of a page as lines that a person reads and compares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsroom.core.text import plain_text

# What a version says in words, in the order in which it is read.
FIRST_PARTS = ("title", "lead", "dateline")
STREAM_PARTS = ("body",)
# Fields of blocks whose values are names of a choice, no words.
CHOICES = frozenset({"style", "level"})


def text_lines(content: dict[str, Any]) -> list[str]:
    """Return title, lead, dateline and text of a version, one line a paragraph, heading, caption or cell."""
    lines = [str(content[name]) for name in FIRST_PARTS if content.get(name)]
    for name in STREAM_PARTS:
        for part in content.get(name) or ():
            lines += _lines_of(part.get("value"))
    return lines


def other_parts(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a version says besides its words: links to tags, agencies, files and their hashes."""
    return {name: value for name, value in content.items() if name not in (*FIRST_PARTS, *STREAM_PARTS)}


def _lines_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from plain_text(value).split("\n") if value.strip() else ()
    elif isinstance(value, dict):
        if "type" in value and "value" in value:
            yield from _lines_of(value["value"])
        else:
            for name, item in value.items():
                if name not in CHOICES:
                    yield from _lines_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _lines_of(item)
