"""The last guard: whatever the reader let through, only these elements and links reach a body."""

from __future__ import annotations

import nh3

_TAGS = {"b", "i", "a", "br"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_inline(html: str) -> str:
    """Return inline ``html`` with <b>, <i>, <a href> and <br> alone, ready for a rich text block."""
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return clean.replace("<br>", "<br/>")
