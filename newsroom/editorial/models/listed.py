"""What lists of the admin know of their rows: one answer a list instead of one question a row.

The explorer asks several times of each row whether the page was ever public, is embargoed, waits and so on, for its
badge and its buttons. :mod:`newsroom.editorial.explorer` fetches the answers with the rows. Only a *no* is taken from
there, and nearly every row has only those; whatever has a record is still asked for that record itself.
"""

from __future__ import annotations

from typing import Any


def listed_without(page: Any, fact: str) -> bool:
    """Whether ``page`` is a row of a list that was fetched without ``fact``; False for a page from anywhere else."""
    return getattr(page, fact, None) is False
