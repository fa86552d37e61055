"""Wiring only; the rules live in :mod:`newsroom.reports`."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from newsroom.reports.panels import hide_generic_entries, hide_summary, show_desk

hooks.register("construct_homepage_panels", show_desk)
# After Wagtail's own apps have added theirs.
hooks.register("construct_homepage_summary_items", hide_summary, order=1000)
hooks.register("construct_main_menu", hide_generic_entries, order=1000)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Load the desk's own styles in the whole admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/css/admin.css"))
