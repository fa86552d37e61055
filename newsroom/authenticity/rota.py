"""The worker checks a little at a time, always: some pages and some entries a minute, from where it stopped."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from newsroom.authenticity.address import check_address
from newsroom.authenticity.chain import check_chain, check_guards, check_heads
from newsroom.authenticity.differences import Difference
from newsroom.authenticity.models import Rota
from newsroom.authenticity.pages import check_page, pages_to_check
from newsroom.editorial import ledger, outbox
from newsroom.editorial.models import LedgerEntry, OutboxEntry

logger = logging.getLogger(__name__)

ENTRIES_A_SLICE = 500
# The same page is reported once in this time.
QUIET = timedelta(days=1)
# Lines of one alarm.
MOST_LINES = 10


def run_slice(now: datetime | None = None) -> list[Difference]:
    """Check the next pages and entries if it is time, and raise an alarm for what differs; returns that.

    Any number of workers may call this: each slice is taken by one. Nothing is locked while files are read and
    addresses asked; a worker that dies leaves its slice to the next round.
    """
    moment = now or timezone.now()
    ledger.close_finished_day(moment)
    per_hour = settings.NEWSROOM_VERIFY_PAGES_PER_HOUR
    if not per_hour:
        return []
    pages = max(1, per_hour // 60)
    rota, _created = Rota.objects.get_or_create(pk=1, defaults={"next_at": moment})
    if rota.next_at > moment:
        return []
    due = Rota.objects.filter(pk=rota.pk, next_at__lte=moment, page_position=rota.page_position)
    if not due.update(next_at=moment + timedelta(hours=1) * pages / per_hour):
        return []
    found = [*_check_next_pages(rota, pages, moment), *_check_next_entries(rota)]
    rota.save(update_fields=["page_position", "chain_position", "rounds", "round_ended_at"])
    for difference in found:
        logger.error("Not as the ledger says: %s", difference)
    _raise_alarms(found, moment)
    return found


def _check_next_pages(rota: Rota, count: int, now: datetime) -> list[Difference]:
    keys = list(pages_to_check(after=rota.page_position)[:count])
    found = []
    for key in keys:
        found += check_page(key)
        # A site that does not answer is another alarm's business, see `verify_public`.
        found += [item for item in check_address(key, settings.WAGTAILADMIN_BASE_URL) if not item.is_unreachable]
    if len(keys) == count:
        rota.page_position = keys[-1]
    else:
        rota.page_position, rota.rounds, rota.round_ended_at = 0, rota.rounds + 1, now
    return found


def _check_next_entries(rota: Rota) -> list[Difference]:
    found = list(check_chain(after=rota.chain_position, count=ENTRIES_A_SLICE))
    last = LedgerEntry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    rota.chain_position += ENTRIES_A_SLICE
    if rota.chain_position >= last:
        rota.chain_position = 0
        found += [*check_heads(), *check_guards()]
    return found


def _raise_alarms(found: list[Difference], now: datetime) -> None:
    by_page: dict[int | None, list[str]] = {}
    for difference in found:
        by_page.setdefault(difference.page, []).append(str(difference))
    for page, lines in by_page.items():
        earlier = OutboxEntry.objects.filter(
            kind="alarm", created_at__gt=now - QUIET, payload__subject="ledger_differs", payload__page=page
        )
        if not earlier.exists():
            outbox.enqueue("alarm", subject="ledger_differs", page=page, lines=lines[:MOST_LINES])
