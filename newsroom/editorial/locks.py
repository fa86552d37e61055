"""When a page is locked, for whom, and what the person is told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import BasicLock, WorkflowLock
from wagtail.models import Page


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


class SlotFreeLocks:
    """Locks without Wagtail's schedule lock, which would block even a typing error's correction."""

    def get_lock(self: Page) -> BasicLock | WorkflowLock | None:  # type: ignore[misc]
        if self.locked:
            return BasicLock(self)
        task = self.current_workflow_task
        return task.lock_class(self, task) if task else None
