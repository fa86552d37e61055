"""A section of the style guide: its name and the template in the margin, the sample beside it.

{% specimens "Brief" "components/story_brief.html" %} ... {% endspecimens %}
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag(end_name="endspecimens")
def specimens(content: str, name: str, source: str = "") -> SafeString:
    """Return ``content`` as a section named ``name`` that says which file draws it."""
    margin = format_html('<p class="meta"><code>{}</code></p>', source) if source else ""
    head = format_html('<div class="guide-head" lang="en"><h2>{}</h2>{}</div>', name, margin)
    return format_html('<section class="guide-section">{}<div class="guide-sample">{}</div></section>', head, content)
