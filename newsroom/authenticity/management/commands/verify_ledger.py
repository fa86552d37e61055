"""Compare ledger, database and public addresses."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import Page

from newsroom.authenticity.address import check_address
from newsroom.authenticity.chain import check_chain, check_guards, check_heads
from newsroom.authenticity.differences import Difference
from newsroom.authenticity.pages import CHUNK, check_page, pages_to_check
from newsroom.editorial.models import LedgerEntry

DIFFERENCE = 1
WRONG_USAGE = 2


def moment(text: str) -> datetime:
    """Read a day or a time; without a zone it is the newsroom's."""
    try:
        day = parse_date(text)
        found = datetime.combine(day, time()) if day else parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError(f"{text!r} is neither a day (2026-11-24) nor a time (2026-11-24T07:00)")
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def base_address(text: str) -> str:
    """Read scheme and host of a web address."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ArgumentTypeError(f"{text!r} is no address such as https://newsroom.example")
    return text.rstrip("/")


class Command(BaseCommand):
    """Ends with 0 when all is as the ledger says, with 1 on a difference, with 2 on wrong usage."""

    help = (
        "Recompute the ledger and compare it with the database, the files and the public addresses. "
        "Names what differs. Ends with 0 when nothing does, with 1 on a difference, with 2 on wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=moment, metavar="TIME", help="Only entries of this day or time and later.")
        parser.add_argument("--page", type=int, metavar="ID", help="Only this page; the chain is not recomputed.")
        http = parser.add_mutually_exclusive_group()
        http.add_argument(
            "--http",
            type=base_address,
            metavar="BASE_URL",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="Server that is asked (default: SITE_URL).",
        )
        http.add_argument("--no-http", action="store_const", const=None, dest="http", help="Ask no server.")

    def handle(self, *args: Any, **options: Any) -> None:
        key, since, base = options["page"], options["since"], options["http"]
        if key is not None and not Page.objects.filter(pk=key).exists():
            raise CommandError(f"There is no page {key}.", returncode=WRONG_USAGE)
        count = pages = 0
        if key is None:
            for difference in self._check_chain(since):
                count += 1
                self.stdout.write(str(difference))
        keys = pages_to_check(since).iterator(chunk_size=CHUNK) if key is None else [key]
        for page in keys:
            pages += 1
            for difference in (*check_page(page), *(check_address(page, base) if base else ())):
                count += 1
                self.stdout.write(str(difference))
        where = f"the answers of {base}" if base else "no server"
        self.stdout.write(f"Compared: {pages} pages with database, files and {where}.")
        if count:
            raise CommandError(f"Differences: {count}.", returncode=DIFFERENCE)
        self.stdout.write(self.style.SUCCESS("Everything is as the ledger says."))

    def _check_chain(self, since: datetime | None) -> Iterator[Difference]:
        before = 0
        if since is not None:
            first = LedgerEntry.objects.filter(recorded_at__gte=since).order_by("sequence").first()
            last = LedgerEntry.objects.order_by("-sequence").first()
            # With nothing new, the newest entry alone is looked at again.
            before = max((first or last).sequence - 1, 0) if last else 0
        yield from check_guards()
        yield from check_chain(after=before)
        yield from check_heads(since)
        self.stdout.write(f"Recomputed: entries from {before + 1}.")
