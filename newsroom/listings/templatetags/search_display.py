"""How search shows what it found.

{% load search_display %} {% mark_hits article.title hits as marked %}
"""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom.core.stemming import stem, words_of

register = template.Library()

_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")


@register.simple_tag
def mark_hits(text: str, hits: frozenset[str]) -> SafeString:
    """Return ``text`` with the words whose stem is in ``hits`` marked."""
    marked: list[str] = []
    end = 0
    for found in _WORD.finditer(text) if hits else ():
        if any(stem(word) in hits for word in words_of(found.group())):
            marked += [escape(text[end : found.start()]), format_html("<mark>{}</mark>", found.group())]
            end = found.end()
    return mark_safe("".join([*marked, escape(text[end:])]))
