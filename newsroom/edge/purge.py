"""Forgetting copies: at once after the commit, and once more by the outbox, which also tries again what failed.

The second time also reaches a page that was made from the old data while the first purge came.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from newsroom.edge import generations, shelf, varnish
from newsroom.editorial import outbox

logger = logging.getLogger(__name__)

KIND = "edge_purge"


def forget(changed: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Let the copies with these tags be made anew, once the current transaction is committed.

    Those with a tag in ``gone`` show what nobody may see any more: they are not shown even while nothing else can be.
    """
    payload = {"changed": sorted(set(changed) - set(gone)), "gone": sorted(set(gone))}
    if not any(payload.values()):
        return
    if varnish.is_used() or (settings.NEWSROOM_PAGE_CACHE and not shelf.is_out_of_reach()):
        outbox.enqueue(KIND, changed=payload["changed"], gone=payload["gone"])
    transaction.on_commit(lambda: _at_once(payload), robust=True)


def carry_out(payload: dict[str, Any]) -> None:
    """Carry out an entry of the outbox. Safe to run twice. Raises what went wrong, after trying every cache."""
    failures = list(_tried(payload))
    if failures:
        raise failures[0]


def _at_once(payload: dict[str, Any]) -> None:
    for failure in _tried(payload):
        logger.warning("Copies could not be purged, the outbox tries again: %s", failure)


def _tried(payload: dict[str, Any]) -> Iterable[Exception]:
    ways: list[Callable[[], None]] = []
    if settings.NEWSROOM_PAGE_CACHE:
        ways.append(lambda: generations.purge([*payload["changed"], *payload["gone"]]))
    if varnish.is_used():
        ways.append(lambda: varnish.purge(payload["changed"], payload["gone"]))
    for way in ways:
        try:
            way()
        except Exception as failure:
            yield failure
