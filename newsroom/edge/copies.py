"""A public page as it is kept: compressed once, with its validators and its times."""

from __future__ import annotations

import gzip
import hashlib
import time
from dataclasses import dataclass, replace
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from newsroom.edge import surrogates

# A purged release is gone from here at once; a browser is out of reach, so it asks each time (and mostly gets a 304).
READERS = "public, max-age=0, must-revalidate"
GZIP_LEVEL, BROTLI_QUALITY = 6, 5
# Set by the middleware in front of every answer, hit or not, or decided anew each time.
_NOT_KEPT = frozenset({"content-length", "set-cookie", "vary", "cache-control"})


@dataclass(frozen=True)
class Copy:
    """One page. Times are seconds since 1970; ``true_until`` is None where nothing ends by itself."""

    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    digest: str
    changed: int
    tags: tuple[str, ...]
    number: int
    fresh_until: float
    true_until: float | None

    def is_fresh(self, now: float) -> bool:
        return now < self.fresh_until

    def is_true(self, now: float) -> bool:
        """Whether readers may see it: not an instant longer than what is on it."""
        return self.true_until is None or now < self.true_until


def make(response: HttpResponse, tags: tuple[str, ...], number: int, fresh: float, true: float | None) -> Copy:
    """Return the copy of a rendered response."""
    content = response.content
    zipped = gzip.compress(content, GZIP_LEVEL, mtime=0)
    bodies = {"gzip": zipped, "br": brotli.compress(content, quality=BROTLI_QUALITY)}
    return Copy(
        status=response.status_code,
        headers=tuple((name, value) for name, value in response.items() if name.lower() not in _NOT_KEPT),
        bodies=bodies,
        digest=digest_of(content),
        changed=int(time.time()),
        tags=tags,
        number=number,
        fresh_until=fresh,
        true_until=true,
    )


def after(copy: Copy, earlier: Copy | None) -> Copy:
    """Return ``copy`` with the time since when the page says what it says, as far as ``earlier`` knows.

    Two changes within a second get two times, so that no reader keeps the first.
    """
    if earlier is None:
        return copy
    is_same = earlier.digest == copy.digest and earlier.status == copy.status
    return replace(copy, changed=earlier.changed if is_same else max(copy.changed, earlier.changed + 1))


def digest_of(content: bytes) -> str:
    """Return the part of the entity tag that stands for the content."""
    return hashlib.sha256(content).hexdigest()[:20]


def respond(request: HttpRequest, copy: Copy, now: float) -> HttpResponse:
    """Return the answer to ``request`` from a copy: 304 where the reader has the page already."""
    encoding = _encoding_for(request, copy)
    tag = entity_tag(copy.digest, encoding)
    if copy.status == 200 and is_known(request, copy.digest, copy.changed):
        response: HttpResponse = HttpResponseNotModified()
    elif encoding:
        response = HttpResponse(copy.bodies[encoding], status=copy.status)
        response["Content-Encoding"] = encoding
    else:
        response = HttpResponse(gzip.decompress(copy.bodies["gzip"]), status=copy.status)
    for name, value in copy.headers:
        response[name] = value
    if response.status_code == 304:
        del response["Content-Type"]
    else:
        response["Content-Length"] = str(len(response.content))
    if copy.status == 200:
        response["ETag"] = tag
        response["Last-Modified"] = http_date(copy.changed)
    mark_public(response)
    surrogates.tell(response, copy.tags, now, copy.fresh_until, copy.true_until)
    return response


def mark_public(response: HttpResponse) -> None:
    """Let caches keep the answer, one copy for all readers."""
    response["Cache-Control"] = READERS
    patch_vary_headers(response, ["Accept-Encoding"])


def entity_tag(digest: str, encoding: str = "") -> str:
    """Return the strong entity tag of one form of a page."""
    return f'"{digest}-{encoding}"' if encoding else f'"{digest}"'


def is_known(request: HttpRequest, digest: str, changed: int | None = None) -> bool:
    """Whether the reader holds this page already. An entity tag that was sent decides alone; else the time does."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        if asked.strip() == "*":
            return True
        sent = {tag.strip().removeprefix("W/").strip('"').partition("-")[0] for tag in asked.split(",")}
        return digest in sent
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed is not None and since >= changed


def _encoding_for(request: HttpRequest, copy: Copy) -> str:
    accepted: dict[str, Any] = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _separator, weight = part.partition(";")
        accepted[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if name in copy.bodies and accepted.get(name)), "")
