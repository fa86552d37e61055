"""Panels that tell people where a text stands."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from newsroom.editorial.enums import RETURNED_STAGES


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
