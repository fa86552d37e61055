"""The heads of the days in public: who keeps a copy can tell later whether the past was rewritten."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from newsroom.editorial.models import DayHead, LedgerEntry

DAYS_SHOWN = 30
# Seconds that anybody may keep the answer; past days never change, the line of today does.
KEPT = 300


@require_safe
@cache_control(public=True, max_age=KEPT)
def integrity(request: HttpRequest) -> HttpResponse:
    """Answer with date, sequence number and hash of the last entry of each of the last days; plain text."""
    lines = [f"# {line}" if line else "#" for line in _introduction()]
    lines += [f"{head.day.isoformat()} {head.sequence} {head.hash}" for head in DayHead.objects.all()[:DAYS_SHOWN]]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _introduction() -> list[str]:
    last = LedgerEntry.objects.order_by("-sequence").first()
    newest = ""
    if last is not None:
        moment = timezone.localtime(last.recorded_at, timezone.get_default_timezone()).isoformat(timespec="seconds")
        newest = f"{moment} {last.sequence} {last.hash}"
    return [
        _("%s: integrity of the news") % settings.WAGTAIL_SITE_NAME,
        "",
        _("Every release that is published, changed, corrected or withdrawn is entered into a ledger."),
        _("Each entry holds the SHA-256 of the text and of its files, and the SHA-256 of the entry before it."),
        _("So no entry can be changed, added or removed later without changing every hash after it."),
        "",
        _("A line: date (WIB), number of the last entry of that day, its SHA-256. Days without an entry are missing."),
        _("The line of a day never changes again. Keep a copy of this file, and compare it with a later one."),
        _("On request the newsroom hands out the entries between two lines. The SHA-256 of an entry, written as JSON"),
        _("with sorted keys, without spaces and in UTF-8, is the hash that the next entry names as previous_hash."),
        "",
        _("Newest entry so far (not final until its day is over): %s") % (newest or "-"),
        "",
    ]
