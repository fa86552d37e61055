"""Filters for dates and times. Each takes a time, or anything with ``published_at`` and ``published_precision``.

{{ page|uploaded_at }}   {{ page.published_at|uploaded_at:page.published_precision }}   {{ today|long_date }}
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone

from newsroom.core import dates
from newsroom.core.cache_tags import fresh_until

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
