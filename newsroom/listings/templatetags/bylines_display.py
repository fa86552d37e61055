"""Which initials lead somewhere.

{% initials_in_use masthead.offices as linked %}
"""

from __future__ import annotations

from typing import Any

from django import template

from newsroom.articles.models import ArticleCredit
from newsroom.articles.querysets import public_rows

register = template.Library()


@register.simple_tag
def initials_in_use(offices: Any) -> set[str]:
    """Return those initials of a masthead that signed a public article: the others have no page. One query."""
    initials = {entry.initials for office in offices for entry in office.entries if entry.initials}
    if not initials:
        return set()
    rows = public_rows(ArticleCredit.objects.filter(byline__initials__in=initials))
    return set(rows.values_list("byline__initials", flat=True).distinct())
