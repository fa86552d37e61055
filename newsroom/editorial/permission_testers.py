"""Who may do what with a page, asked in one place and enforced on the server."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.records import was_approved
from newsroom.editorial.models.schedule import open_slot_of


class EditorialPagePermissionTester(PagePermissionTester):
    """Rights on an editorial page; the laws bind superusers too.

    Nobody has a right to publish: a page goes live only through
    :mod:`newsroom.editorial.actions`, with an entitlement.
    """

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return bool(self.user.is_active and self.user_has_lock())

    def can_edit(self) -> bool:
        """A withdrawn text is a record: nobody changes it any more."""
        return not getattr(self.page.specific_deferred, "is_withdrawn", False) and bool(super().can_edit())

    def can_submit_for_moderation(self) -> bool:
        """As Wagtail's, but not for an approved text that waits for its time: a change of it restarts the review."""
        waits = self.page.current_workflow_state is None and not self.page.live and open_slot_of(self.page) is not None
        # A draft under embargo has a time before it was ever approved.
        if waits and was_approved(self.page):
            return False
        return bool(super().can_submit_for_moderation())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the page may be thrown away: only what was neither submitted nor public, nor holds such pages."""
        return self._is_still_private_work() and super().can_delete(ignore_bulk=ignore_bulk)

    def can_move(self) -> bool:
        return self.can_delete(ignore_bulk=True)

    def can_move_to(self, destination: Any) -> bool:
        # Wagtail lets superusers pass before it asks whether the page may be moved at all.
        # A page stays in its language.
        return self.can_move() and destination.locale_id == self.page.locale_id and super().can_move_to(destination)

    def can_copy(self) -> bool:
        """A copy of an embargoed text would lie open beside it."""
        return open_embargo_of(self.page) is None and bool(super().can_copy())

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return not recursive and super().can_copy_to(destination, recursive=recursive)

    def _is_still_private_work(self) -> bool:
        page = self.page.specific_deferred if type(self.page) is not self.page.specific_class else self.page
        if getattr(page, "was_ever_public", True) or getattr(page, "was_ever_submitted", True):
            return False
        if open_embargo_of(page) is not None:
            return False
        # A folder that holds anything is not private work: its pages have their own history.
        return bool(page.is_leaf())
