"""On top of the form: the same release in the other language, and what became of the original."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from newsroom.articles import twins
from newsroom.articles.enums import TwinNotice
from newsroom.core.languages import MAIN
from newsroom.editorial.visibility import knows_all


class TwinPanel(Panel):
    """Shown where there is a twin that the person may know of."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/newsroom/twin_notice.html"

        def is_shown(self) -> bool:
            page = self.instance
            self.twin = twins.twin_of(page) if page is not None and page.pk else None
            if self.twin is None or not knows_all(self.request.user, {self.twin.pk}):
                return False
            return super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["twin"] = self.twin
            context["is_translation"] = self.instance.language != MAIN
            context["notice"] = self.instance.twin_notice
            context["is_taken_back"] = self.instance.twin_notice == TwinNotice.TAKEN_BACK
            return context
