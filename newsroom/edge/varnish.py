"""Purging Varnish by tag (`xkey`). The other side is `deploy/varnish/newsroom.vcl`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.conf import settings

METHOD = "PURGETAGS"
CHANGED, GONE, SECRET = "Edge-Changed", "Edge-Gone", "Edge-Secret"
# Seconds. The act that purges waits for it, and the outbox repeats it.
PATIENCE = 1.0
# Characters of tags a request; Varnish takes 8 kB a header.
MOST = 4_000


class PurgeError(Exception):
    """Raised when a Varnish did not forget what it was told to."""


def is_used() -> bool:
    """Whether a Varnish stands in front."""
    return bool(settings.NEWSROOM_VARNISH)


def purge(changed: Sequence[str], gone: Sequence[str]) -> None:
    """Let every Varnish make anew what has a tag of ``changed``, and drop what has one of ``gone``.

    Raises:
        PurgeError: one did not; the others were told all the same.
    """
    failures = []
    for address in settings.NEWSROOM_VARNISH:
        try:
            for header, tags in ((GONE, gone), (CHANGED, changed)):
                for part in _parts(tags):
                    _tell(address, header, part)
        except Exception as failure:
            failures.append(f"{address}: {failure}")
    if failures:
        raise PurgeError("; ".join(failures))


def _tell(address: str, header: str, tags: str) -> None:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        connection.request(METHOD, "/", headers={header: tags, SECRET: settings.NEWSROOM_VARNISH_SECRET})
        answer = connection.getresponse()
        if answer.status != 200:
            raise PurgeError(f"answered {answer.status}")
    finally:
        connection.close()


def _parts(tags: Sequence[str]) -> Iterator[str]:
    part: list[str] = []
    for tag in tags:
        if part and sum(map(len, part)) + len(part) + len(tag) > MOST:
            yield " ".join(part)
            part = []
        part.append(tag)
    if part:
        yield " ".join(part)
