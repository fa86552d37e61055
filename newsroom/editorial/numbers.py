"""Release numbers: gap-free in each series and year, given in the transaction of the first publication.

Numbers of a series stand in the order in which they were given. Their year is that of the publication time in the
newsroom's time zone; an import gives them the year of the old date, so an old year may grow later.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from newsroom.editorial import ledger
from newsroom.editorial.models.number import NumberCounter, ReleaseNumber

# As printed, as in a short link, and as people type it: with or without leading zeros, "No." and capitals.
_NUMBER = re.compile(
    r"(?:no(?:mor)?[.:\s]\s*)?0*(?P<sequence>[1-9][0-9]{0,8})[/-](?P<series>[\w-]+)[/-](?P<year>(?:19|20)[0-9]{2})",
    re.ASCII | re.IGNORECASE,
)


@transaction.atomic
def mint(page: Page, *, series: str, published_at: datetime) -> ReleaseNumber:
    """Return the number of ``page``; give it the next one of its series, if it has none yet.

    Call it late in the transaction of the publication: the counter stays locked until its end, so
    a rollback leaves no gap and two publishers get neighbours.

    Args:
        page: a stored page, whose row the caller has locked.
        series: key of the series, for example ``DINSOS-JATIM``.
        published_at: the time of publication (aware); it decides the year.
    """
    given = ReleaseNumber.objects.filter(page_id=page.pk).first()
    if given is not None:
        return given
    # Locks in one order everywhere: what is published last enters the ledger, and an import publishes many at once.
    ledger.lock_chain()
    year = timezone.localtime(published_at, timezone.get_default_timezone()).year
    counter = _locked_counter(series, year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return ReleaseNumber.objects.create(page_id=page.pk, series=series, year=year, sequence=counter.last)


def _locked_counter(series: str, year: int) -> NumberCounter:
    counters = NumberCounter.objects.select_for_update()
    counter = counters.filter(series=series, year=year).first()
    if counter is None:
        # Two first releases of a year: one makes the row, the other waits for it.
        NumberCounter.objects.get_or_create(series=series, year=year)
        counter = counters.get(series=series, year=year)
    return counter


def page_for(text: str) -> Page | None:
    """Return the page whose number ``text`` is, in any spelling of :data:`_NUMBER`; None for other text.

    The page was public once; whether it still is, the caller asks. Text that is no number costs no query.
    """
    read = _NUMBER.fullmatch(text.strip())
    if read is None:
        return None
    number = (
        ReleaseNumber.objects.filter(
            series=read["series"].upper(), year=int(read["year"]), sequence=int(read["sequence"])
        )
        .select_related("page")
        .first()
    )
    return number.page if number else None


def is_number(text: str) -> bool:
    """Whether ``text`` is written like a number, in any spelling of :data:`_NUMBER`."""
    return _NUMBER.fullmatch(text.strip()) is not None


def slug_of(number: str) -> str:
    """Return a printed number as the end of a short link."""
    return number.replace("/", "-").lower()
