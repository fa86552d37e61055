"""Where files are fetched from: in public by their own addresses, by an early reader below the personal link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_prefix: ContextVar[str] = ContextVar("prefix of private file addresses", default="")

PICTURE, DOCUMENT = "gambar", "dokumen"


@contextmanager
def private_addresses(prefix: str) -> Iterator[None]:
    """Let every picture and document that is printed inside name an address below ``prefix`` ("/embargo/<token>/")."""
    earlier = _prefix.set(prefix)
    try:
        yield
    finally:
        _prefix.reset(earlier)


def private_address(kind: str, key: int) -> str:
    """Return the private address of a rendition or document; empty outside of :func:`private_addresses`."""
    prefix = _prefix.get()
    return f"{prefix}{kind}/{key}/" if prefix else ""
