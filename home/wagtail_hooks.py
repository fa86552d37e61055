"""Wiring only; the rules live in :mod:`home.announcements`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from home.announcements import may_put_up
from home.urls import admin_urlpatterns
from newsroom.articles.models import ArticlePage

hooks.register("register_admin_urls", lambda: admin_urlpatterns)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our entries in the log."""
    actions.register_action(
        "newsroom.announcement.up", _("Emergency information put up"), _("It was put above all pages")
    )
    actions.register_action(
        "newsroom.announcement.down", _("Emergency information taken off"), _("It was taken off all pages")
    )


class AnnouncementsMenuItem(MenuItem):
    """The entry of the emergency information."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_put_up(request.user)


@hooks.register("register_admin_menu_item")
def announcements_menu_item() -> Any:
    """Show the emergency information to those who may put it up."""
    return AnnouncementsMenuItem(
        _("Emergency information"), reverse("newsroom_announcements"), icon_name="warning", order=205
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def put_up_button(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    """Offer a public release for the place above all pages."""
    specific = page.specific_deferred
    if isinstance(specific, ArticlePage) and specific.is_listed and may_put_up(user):
        url = reverse("newsroom_put_up", args=[page.pk])
        yield Button(_("Put above all pages"), url, icon_name="warning", priority=75)
