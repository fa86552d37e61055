"""Emergency information above every page: ``{% announcements %}``."""

from __future__ import annotations

from typing import Any

from django import template

from home.announcements import now_printed

register = template.Library()


@register.inclusion_tag("components/announcements.html")
def announcements() -> dict[str, Any]:
    """Print what stands above all pages at this moment."""
    return {"announcements": now_printed()}
