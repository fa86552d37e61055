"""Wiring only; the rules live in :mod:`newsroom.editorial`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from newsroom.editorial import conflicts, doors, log_actions
from newsroom.editorial.action_menu import EmergencyMenuItem, arrange_action_menu
from newsroom.editorial.audit_views import READS_THE_LOG
from newsroom.editorial.bulk_actions import BULK_ACTIONS
from newsroom.editorial.embargo import may_manage
from newsroom.editorial.explorer import fetch_facts
from newsroom.editorial.urls import urlpatterns
from newsroom.editorial.views import may_see_outbox
from newsroom.editorial.visibility import offer_known_pages
from newsroom.editorial.withdrawals import may_propose

hooks.register("register_log_actions", log_actions.register)
hooks.register("before_create_page", doors.refuse_publishing_on_create)
hooks.register("before_edit_page", doors.refuse_unavailable_actions)
hooks.register("before_edit_page", conflicts.expect_loaded_version, order=10)
hooks.register("before_publish_page", doors.refuse_publishing)
hooks.register("before_unpublish_page", doors.refuse_publishing)
hooks.register("before_copy_page", doors.refuse_public_copy)
hooks.register("before_convert_alias_page", doors.refuse_convert_alias)
hooks.register("before_bulk_action", doors.refuse_bulk_action)
hooks.register("construct_page_action_menu", arrange_action_menu)
hooks.register("register_page_action_menu_item", EmergencyMenuItem)
hooks.register("construct_explorer_page_queryset", fetch_facts)
hooks.register("register_admin_urls", lambda: urlpatterns)
hooks.register("construct_page_chooser_queryset", offer_known_pages)
# After Wagtail's own, whose place they take.
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action, order=1000)


class OutboxMenuItem(MenuItem):
    """The entry of the side effects among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(may_see_outbox(request.user))


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> Any:
    """Show the side effects among the reports."""
    return OutboxMenuItem(_("Side effects"), reverse("newsroom_outbox"), icon_name="tasks", order=900)


class AuditMenuItem(MenuItem):
    """The entry of the audit log among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(READS_THE_LOG))


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> Any:
    """Show the audit log among the reports."""
    return AuditMenuItem(_("Audit log"), reverse("newsroom_audit"), icon_name="history", order=890)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def embargo_button(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    """Offer the embargo of a release that was never public to the managing editor."""
    specific = page.specific_deferred
    if not page.live and getattr(specific, "can_be_embargoed", False) and may_manage(user):
        yield Button(_("Embargo"), reverse("newsroom_embargo", args=[page.pk]), icon_name="lock", priority=60)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def withdrawal_button(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    """Offer the way to withdraw a public release to those who may propose it."""
    specific = page.specific_deferred
    if page.live and getattr(specific, "can_be_withdrawn", False) and not specific.is_withdrawn and may_propose(user):
        url = reverse("newsroom_withdrawal", args=[page.pk])
        yield Button(_("Withdraw or take down"), url, icon_name="no-view", priority=70)
