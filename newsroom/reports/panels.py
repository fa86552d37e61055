"""Components of the admin's home."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from newsroom.editorial.emergency import CLEAR_RIGHT, tally
from newsroom.reports.desk import desks_of, sections_for


class DeskPanel(Component):
    """The queues of the signed-in person."""

    order = 0
    template_name = "wagtailadmin/newsroom/desk.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        writing = [
            {
                "title": desk.title,
                "url": reverse("wagtailadmin_pages:add", args=["articles", "articlepage", desk.pk]),
            }
            for desk in desks_of(user)
        ]
        emergencies = tally(timezone.now()) if user.has_perm(CLEAR_RIGHT) else None
        return {"sections": sections_for(user), "writing": writing, "emergencies": emergencies}


def show_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Put the desk in place of Wagtail's own panels, which show the same things in pieces."""
    panels[:] = [DeskPanel()]


def hide_summary(request: HttpRequest, items: list[Any]) -> None:
    """Drop the counts of pages, images and documents: they help nobody's day and count what is not theirs."""
    items.clear()


def hide_generic_entries(request: HttpRequest, items: list[Any]) -> None:
    """Drop menu entries that repeat others (snippets) or speak of Wagtail and not of the newsroom (help)."""
    items[:] = [item for item in items if item.name not in {"snippets", "help"}]
