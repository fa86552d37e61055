"""How search shows what it found.

{% load search_display %} {% mark_hits article.title hits as marked %} {% lead_or_excerpt article hits as marked_lead %}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom.listings.search.excerpt import WORD, excerpt, is_hit, said_in

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

register = template.Library()


@register.simple_tag
def mark_hits(text: str, hits: frozenset[str]) -> SafeString:
    """Return ``text`` with the words whose stem is in ``hits`` marked."""
    marked: list[str] = []
    end = 0
    for found in WORD.finditer(text) if hits else ():
        if is_hit(found.group(), hits):
            marked += [escape(text[end : found.start()]), format_html("<mark>{}</mark>", found.group())]
            end = found.end()
    return mark_safe("".join([*marked, escape(text[end:])]))


@register.simple_tag
def lead_or_excerpt(article: ArticlePage, hits: frozenset[str]) -> SafeString:
    """Return the lead with its hits marked; where title and lead lack one, the place in the text that has it."""
    missing = hits - said_in(f"{article.title} {article.lead}", hits)
    return mark_hits((excerpt(article, frozenset(missing)) if missing else "") or article.lead, hits)
