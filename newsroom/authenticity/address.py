"""The public address against the ledger: readers get the text that was published, or the notice in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.utils import timezone

from newsroom.authenticity.differences import Difference, shown
from newsroom.authenticity.pages import newest_entry, proven_page
from newsroom.core.text import normalise, plain_text
from newsroom.editorial.enums import WithdrawalKind
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.models.withdrawal import planned_end_of, withdrawal_of

# Seconds; bytes.
TIMEOUT = 20
LONGEST_ANSWER = 5 * 1024 * 1024

_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """What a reader gets: the status and the readable text of the main part."""

    status: int
    text: str


def fetch(address: str) -> Answer:
    """Ask a web address as a reader would, signed in nowhere.

    Raises:
        OSError: there was no answer.
    """
    request = Request(address, headers={"User-Agent": "newsroom-verify", "Cache-Control": "no-cache"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310  the caller gives http or https only
            return Answer(answer.status, readable(answer.read(LONGEST_ANSWER)))
    except HTTPError as error:
        with error:
            return Answer(error.code, readable(error.read(LONGEST_ANSWER)))
    except HTTPException as error:
        raise URLError(str(error)) from error


def readable(body: bytes) -> str:
    """Return the readable text of the main part of a page, on one line."""
    html = body.decode("utf-8", errors="replace")
    main = _MAIN.search(html)
    return plain_text(main.group() if main else html).replace("\n", " ")


def check_address(key: int, base: str) -> list[Difference]:
    """Compare what readers get of one page from the server at ``base`` with the ledger; returns what differs.

    Args:
        base: scheme and host, such as ``https://newsroom.example``.
    """
    entry = newest_entry(key)
    page = proven_page(key, entry) if entry else None
    path = urlsplit(page.get_url() or "").path if page is not None else ""
    if entry is None or page is None or not path:
        # Without a text that is proven there is nothing to compare with; `check_page` has said so.
        return []
    try:
        answer = fetch(base + path)
    except OSError as error:
        return [Difference(key, f"address {path}", "an answer", str(error), is_unreachable=True)]
    found = list(_compare(page, answer, path, entry.facts.get("withdrawal", "")))
    if found and newest_entry(key) != entry:
        return check_address(key, base)
    return [] if found and _has_ended(key) else found


def _has_ended(key: int) -> bool:
    """Whether an agreed end has come that the clock has not entered yet: readers are told of it before the ledger."""
    end = planned_end_of(key)
    return end is not None and end.effective_at is not None and end.effective_at <= timezone.now()


def _compare(page: EditorialPage, answer: Answer, path: str, withdrawal: str) -> Iterator[Difference]:
    is_taken_down = withdrawal == WithdrawalKind.TAKEN_DOWN
    wanted = 410 if is_taken_down else 200
    if answer.status != wanted:
        yield Difference(page.pk, f"status of {path}", str(wanted), str(answer.status))
        return
    if withdrawal:
        record = withdrawal_of(page.pk)
        notice = normalise(record.public_text) if record else ""
        if notice and notice not in answer.text:
            yield Difference(page.pk, f"notice at {path}", shown(notice), "not in the page")
    for name, line in page.readable_lines():
        is_there = normalise(line) in answer.text
        if is_taken_down and name == "body" and is_there:
            yield Difference(page.pk, f"{name} at {path}", "hidden", shown(line))
        elif not is_taken_down and not is_there:
            yield Difference(page.pk, f"{name} at {path}", shown(line), "not in the page")
