"""What every page needs: filters for dates and times, the site's name and accent.

The filters take a time, or anything with ``published_at`` and ``published_precision``.

{{ page|uploaded_at }}   {{ page.published_at|uploaded_at:page.published_precision }}   {{ today|long_date }}
{% accent_link %} (in the head)   {% site_name %} (where no context processor runs)

And tags for the two languages: {% address "/berita/" %}   {% other_language as other %}
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.core import dates
from newsroom.core.cache_tags import fresh_until
from newsroom.core.context import twin_address, twin_pages
from newsroom.core.languages import ENGLISH, MAIN, NAMES, language_of, localised

register = template.Library()


def _moment(value: Any, precision: str) -> tuple[Any, str]:
    if hasattr(value, "published_at"):
        return value.published_at, getattr(value, "published_precision", None) or precision
    return value, precision


@register.filter
def long_date(value: Any) -> str:
    """Return "Sabtu, 20 April 2024"; nothing for nothing."""
    moment, _ = _moment(value, dates.DAY_PRECISION)
    return dates.long_date(moment) if isinstance(moment, date) else ""


@register.filter
def plain_date(value: Any) -> str:
    """Return "18 November 2022"; nothing for nothing."""
    moment, _ = _moment(value, dates.DAY_PRECISION)
    return dates.plain_date(moment) if isinstance(moment, date) else ""


@register.filter
def uploaded_at(value: Any, precision: str = dates.SECOND_PRECISION) -> str:
    """Return "18 November 2022 7:19:33", or only the date where only the day is known."""
    moment, precision = _moment(value, precision)
    return dates.uploaded_at(moment, precision) if isinstance(moment, datetime) else ""


@register.filter
def clock_time(value: Any, precision: str = dates.SECOND_PRECISION) -> str:
    """Return "18 November 2022, 07.19 WIB"."""
    moment, precision = _moment(value, precision)
    return dates.clock_time(moment, precision) if isinstance(moment, datetime) else ""


@register.filter
def human_time(value: Any, precision: str = dates.SECOND_PRECISION) -> str:
    """Return "2 jam lalu" for a moment of today, else as :func:`clock_time`."""
    moment, precision = _moment(value, precision)
    if not isinstance(moment, datetime):
        return ""
    now = timezone.now()
    if timedelta(0) <= now - moment < timedelta(hours=1):
        # "5 menit lalu" is a minute wrong at most.
        fresh_until(now + timedelta(minutes=1))
    return dates.human_time(moment, now=now, precision=precision)


@register.simple_tag
def site_name() -> str:
    """Return the newsroom's name; for pages that are drawn without a request."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def accent_link() -> SafeString:
    """Return the link to the style sheet of the site's own accent; nothing where it has none."""
    if settings.NEWSROOM_ACCENTS is None:
        return SafeString("")
    light, dark = (colour.removeprefix("#") for colour in settings.NEWSROOM_ACCENTS)
    address = reverse("core:accent", args=[light, dark])
    return format_html('<link rel="stylesheet" href="{}" media="screen">', address)


@register.simple_tag
def address(path: str) -> str:
    """Return the Indonesian ``path`` of a page in the language of the reader: "/berita/" or "/en/news/"."""
    return localised(path)


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, Any] | None:
    """Return where the reader finds the other language; None where this newsroom has no English pages.

    ``twin`` is the path of the same page in it, or empty; ``path`` the same or the front page; ``code`` and ``name``
    are the language's. ``versions`` holds code and path of this page in each language, for machines.
    """
    request, page = context.get("request"), context.get("page")
    if request is None or "/" not in twin_pages():
        return None
    own = language_of()
    code = MAIN if own == ENGLISH else ENGLISH
    is_later_page = bool(request.GET)
    if page is not None and hasattr(page, "twin_path"):
        twin = page.twin_path
    else:
        twin = "" if is_later_page else twin_address(request.path)
    front = "/" if code == MAIN else localised("/", ENGLISH)
    paths = {own: request.path, code: twin}
    return {
        "code": code,
        "name": NAMES[code],
        "twin": twin,
        "path": twin or front,
        "versions": [(MAIN, paths[MAIN]), (ENGLISH, paths[ENGLISH])] if twin else [],
    }
