"""Wiring only; the rules live in :mod:`newsroom.editorial`."""

from __future__ import annotations

from wagtail import hooks

from newsroom.editorial import doors, log_actions
from newsroom.editorial.action_menu import arrange_action_menu

hooks.register("register_log_actions", log_actions.register)
hooks.register("before_create_page", doors.refuse_publishing_on_create)
hooks.register("before_edit_page", doors.refuse_unavailable_actions)
hooks.register("before_publish_page", doors.refuse_publishing)
hooks.register("before_unpublish_page", doors.refuse_publishing)
hooks.register("before_copy_page", doors.refuse_public_copy)
hooks.register("before_convert_alias_page", doors.refuse_convert_alias)
hooks.register("before_bulk_action", doors.refuse_bulk_action)
hooks.register("construct_page_action_menu", arrange_action_menu)
