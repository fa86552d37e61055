"""Panels that tell people where a text stands."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from newsroom.editorial.embargo import may_manage
from newsroom.editorial.emergency import may_clear
from newsroom.editorial.enums import RETURNED_STAGES
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.force import open_force_of
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.roles import is_reviewer
from newsroom.editorial.slots import standing_approval
from newsroom.editorial.times import announcement


class ReviewNoticePanel(Panel):
    """On top of the form: who returned the text, when and why. Shown only while it is returned."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/newsroom/review_notice.html"

        def is_shown(self) -> bool:
            page = self.instance
            return bool(page is not None and page.pk and page.stage in RETURNED_STAGES) and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            state = self.instance.current_workflow_state
            context["task_state"] = state.current_task_state if state else None
            return context


class EmergencyNoticePanel(Panel):
    """On top of the form, in red: who published the text alone and why, until another editor has looked at it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/newsroom/emergency_notice.html"

        def is_shown(self) -> bool:
            page = self.instance
            self.force = open_force_of(page.pk) if page is not None and page.pk else None
            return self.force is not None and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["force"] = self.force
            context["may_clear"] = self.force is not None and may_clear(self.request.user, self.force)
            return context


class SlotNoticePanel(Panel):
    """On top of the form: when the release goes out, with the way to move or cancel it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/newsroom/slot_notice.html"

        def is_shown(self) -> bool:
            page = self.instance
            self.slot = open_slot_of(page) if page is not None and page.pk else None
            return self.slot is not None and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["announcement"] = announcement(self.slot.publish_at) if self.slot else ""
            context["is_approved"] = standing_approval(self.instance) is not None
            context["embargo"] = open_embargo_of(self.instance)
            # The time of an embargo is the managing editor's.
            context["may_change"] = is_reviewer(self.request.user) and context["embargo"] is None
            context["may_manage_embargo"] = context["embargo"] is not None and may_manage(self.request.user)
            return context
