"""Views inside pages.

{% most_read as articles %}   {% total_views page as views %}
{% count_this_view page %} (in the head; nothing in a preview)
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.articles.models import ArticlePage
from newsroom.metrics import counters
from newsroom.metrics import most_read as ranking

register = template.Library()


@register.simple_tag
def total_views(page: Any) -> int | None:
    """Return the views of an article, those of the old site included."""
    return counters.total_views(page)


@register.simple_tag
def most_read() -> list[ArticlePage]:
    """Return what readers read most in the last days; empty where nobody counted."""
    return ranking.most_read()


@register.simple_tag(takes_context=True)
def count_this_view(context: Context, page: Any) -> SafeString:
    """Return the elements that make a reader's browser tell of the view."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False) or not page.is_listed:
        return SafeString("")
    return format_html(
        '<meta name="count-view" content="{}">\n<script type="module" src="{}"></script>',
        reverse("metrics:count", kwargs={"article_id": page.pk}),
        static("newsroom/js/count-view.js"),
    )
