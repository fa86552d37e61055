"""Tag lines: separated by "#", never by spaces ("#dinsos jatim #Emil Elestianto Dardak")."""

from __future__ import annotations

import re

from newsroom.core.text import normalise

TAG_LENGTH = 100  # characters
_HASH = re.compile(r"[#＃]")
_LABEL = re.compile(r"^(?:tags?|tagar|topik|kata\s+kunci|keywords?|label)\s*:\s*", re.IGNORECASE)
_FIGURES = re.compile(r"^[\d\W_]+$")


def is_tag_line(text: str) -> bool:
    """Return whether ``text`` is a line of tags and nothing else."""
    text = text.strip()
    if _LABEL.match(text):
        return True
    if not _HASH.match(text):
        return False
    # "#1 di Indonesia." is a sentence; a tag of figures alone is none.
    first = _HASH.split(text)[1]
    return (
        bool(first.strip())
        and not re.match(r"\s*\d+(?:\s|$)", first)
        and not first.rstrip().endswith((".", "?", "!", "”"))
    )


def read_tags(text: str) -> list[str]:
    """Return the tags of a tag line as typed, without "#", each once."""
    text = normalise(text)
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    parts = _HASH.split(text) if _HASH.search(text) else re.split(r"[,;|]", text)
    return unique_tags(parts)


def unique_tags(names: list[str]) -> list[str]:
    """Return ``names`` cleaned, without empty ones and without those that differ only in case or spaces."""
    found: dict[str, str] = {}
    for name in names:
        clean = normalise(name).strip(" ,;|.").strip()
        if clean and not _FIGURES.match(clean):
            found.setdefault(clean.casefold(), clean)
    return list(found.values())
