"""Moves take turns: treebeard reads the places in the tree before it writes them, and locks nothing for a move.

Two moves at once into the same desk would ask for the same place, and two moves of the same page would count it twice.
The locks leave foreign keys to the rows alone (``no_key``), and are taken in the order of the primary keys.
"""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

PLACE = ["path", "depth", "numchild"]


def take_turns(pages: Iterable[Page], target: Page) -> None:
    """Lock ``pages``, their parents and ``target`` until the end of the transaction, and read their places anew."""
    moving = list(pages)
    keys = {target.pk, *(page.pk for page in moving)}
    for page in moving:
        page.refresh_from_db(fields=PLACE)
        parent = page.get_parent(update=True)
        keys |= {parent.pk} if parent else set()
    lock(keys)
    for page in (*moving, target):
        page.refresh_from_db(fields=PLACE)
        page.get_parent(update=True)


def lock(keys: Iterable[int]) -> None:
    """Lock the rows of these pages, always in the same order, so that no two wait for each other."""
    list(Page.objects.select_for_update(no_key=True).filter(pk__in=list(keys)).order_by("pk").values_list("pk"))
