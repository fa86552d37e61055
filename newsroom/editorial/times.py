"""How the desk speaks of a time to come."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from newsroom.core.dates import long_date


def moment_of(value: datetime) -> str:
    """Return "Selasa, 24 November 2026 pukul 07.00 WIB"."""
    local = timezone.localtime(value)
    return _("%(day)s at %(time)s") % {"day": long_date(local), "time": f"{local:%H.%M} {local.tzname()}"}


def announcement(publish_at: datetime, now: datetime | None = None) -> str:
    """Return "akan tayang Selasa, 24 November 2026 pukul 07.00 WIB (dalam 16 jam)"."""
    moment = now or timezone.now()
    local = timezone.localtime(publish_at)
    words = {"day": long_date(local), "time": f"{local:%H.%M} {local.tzname()}"}
    if publish_at <= moment:
        return _("was to go out on %(day)s at %(time)s") % words
    words["wait"] = timeuntil(publish_at, moment, depth=1).replace("\xa0", " ")
    return _("goes out on %(day)s at %(time)s (in %(wait)s)") % words
