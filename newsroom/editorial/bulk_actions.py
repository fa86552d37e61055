"""Wagtail's bulk actions on pages, kept to pages that the explorer shows the person.

Wagtail lists the titles of all pages that were asked for, also of those without a right.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction

from newsroom.editorial.tree import take_turns
from newsroom.editorial.visibility import pages_seen_by


class SeenPagesOnly:
    """Leaves out, without a word, what the person does not see."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        """Return the pages to act on, and lists of those to which something stands in the way."""
        objects, refused = super().get_actionable_objects()  # type: ignore[misc]
        named = [_page_of(entry).pk for entries in (objects, *refused.values()) for entry in entries]
        seen = set(
            pages_seen_by(self.request.user)  # type: ignore[attr-defined]
            .filter(pk__in=named)
            .values_list("pk", flat=True)
        )
        return (
            [page for page in objects if page.pk in seen],
            {reason: [entry for entry in entries if _page_of(entry).pk in seen] for reason, entries in refused.items()},
        )


def _page_of(entry: Any) -> Any:
    """Return the page of an entry; some of Wagtail's lists hold it with a note for the template."""
    return entry["item"] if isinstance(entry, dict) else entry


class DeleteSeenPages(SeenPagesOnly, DeleteBulkAction):
    """Delete several pages."""


class MoveSeenPages(SeenPagesOnly, MoveBulkAction):
    """Move several pages, after the locks for all of them."""

    @classmethod
    def execute_action(cls, objects: list[Any], destination: Any = None, **kwargs: Any) -> Any:
        with transaction.atomic():
            if destination is not None:
                take_turns(objects, destination)
            return super().execute_action(objects, destination=destination, **kwargs)


class PublishSeenPages(SeenPagesOnly, PublishBulkAction):
    """Refused by :mod:`newsroom.editorial.doors`; its first screen names pages."""


class UnpublishSeenPages(SeenPagesOnly, UnpublishBulkAction):
    """Refused by :mod:`newsroom.editorial.doors`; its first screen names pages."""


BULK_ACTIONS = (DeleteSeenPages, MoveSeenPages, PublishSeenPages, UnpublishSeenPages)
