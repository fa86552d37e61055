"""How a line of tags is taken apart and put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newsroom.tags.normalise import clean_name, key_for

_QUOTED = re.compile(r'"([^"]*)"?')
# A hash sign begins a tag. The one in "C#" ends a word and begins nothing.
_HASH = re.compile(r"#+(?=[^\s#])")


def split_tags(text: str, clean: Callable[[str], str] = clean_name) -> list[str]:
    """The tags in a line, cleaned, in the order they were written, each once.

    A comma, a ``#`` and a line's end separate tags, a space never does. A text in double quotes is
    one tag, commas included; hash signs in it still separate, because the tag field of the admin
    puts quotes round whatever holds a space, ``"#dinsos jatim #surabaya"`` for example.
    """
    pieces: list[str] = []
    position = 0
    for quoted in _QUOTED.finditer(text):
        pieces += re.split(r"[,\r\n]", text[position : quoted.start()])
        pieces.append(quoted[1])
        position = quoted.end()
    pieces += re.split(r"[,\r\n]", text[position:])
    names: dict[str, str] = {}
    for piece in pieces:
        for name in map(clean, _HASH.split(piece)):
            names.setdefault(key_for(name), name)
    names.pop("", None)
    return list(names.values())


def join_tags(names: Iterable[str]) -> str:
    """A line from which :func:`split_tags` gets the same tags again."""
    return ", ".join(f'"{name}"' if "," in name or " " in name else name for name in names)
