"""When a page is locked, for whom, and what the person is told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock, BasicLock, WorkflowLock
from wagtail.models import Page

from newsroom.editorial.models.records import was_approved
from newsroom.editorial.models.schedule import Slot, open_slot_of
from newsroom.editorial.roles import is_reviewer
from newsroom.editorial.times import announcement


class ReviewLock(WorkflowLock):
    """The submitted text belongs to the reviewers until they approve or return it."""

    def get_message(self, user: Any) -> str | None:
        if self.for_user(user):
            return _(
                "This release has been submitted and waits for an editor. "
                "Withdraw the submission if you need to change it."
            )
        return None

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return _("With the editors") if self.for_user(user) else _("Waiting for review")

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return _("Only editors who did not submit it can change or approve it.")


class SlotLock(BaseLock):
    """An approved text that waits for its time: editors may mend it, and it is then approved again."""

    def __init__(self, object: Page, slot: Slot) -> None:
        super().__init__(object)
        self.slot = slot

    def for_user(self, user: Any) -> bool:
        return not is_reviewer(user)

    def get_message(self, user: Any) -> str:
        words = _("This release is approved: it %(announcement)s.") % {
            "announcement": announcement(self.slot.publish_at)
        }
        if self.for_user(user):
            return words
        return words + " " + _("If you change the text, another editor must approve it again; it keeps its time.")

    def get_icon(self, user: Any) -> str:
        return "calendar-alt"

    def get_locked_by(self, user: Any) -> str:
        return _("Scheduled")

    def get_description(self, user: Any) -> str:
        words = announcement(self.slot.publish_at)
        return words[:1].upper() + words[1:]


class SlotFreeLocks:
    """Locks without Wagtail's schedule lock, which would block even a typing error's correction."""

    def get_lock(self: Page) -> BaseLock | None:
        if self.locked:
            return BasicLock(self)
        task = self.current_workflow_task
        if task:
            return task.lock_class(self, task)
        slot = open_slot_of(self) if self.pk and not self.live else None
        # A draft under embargo has a time before it was ever approved.
        return SlotLock(self, slot) if slot and was_approved(self) else None
