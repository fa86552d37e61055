"""Wires accounts into the admin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from newsroom.core.policies import register_policy

from . import roles, views
from .bulk_actions import AssignRole, RefuseDelete, SetActiveState
from .models import User
from .viewsets import AccountPolicy, GroupPolicy

register_policy(User, AccountPolicy(User))
register_policy(Group, GroupPolicy(Group))

# Later than Wagtail's, whose classes of the same names they replace.
for action in (AssignRole, RefuseDelete, SetActiveState):
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("insert_global_admin_css")
def account_styles() -> str:
    """The look of the session dialogue."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/css/account.css"))


@hooks.register("insert_global_admin_js")
def idle_session_script() -> str:
    """The script that warns before an idle session ends; its words and addresses stand in a data block."""
    data = {
        "statusUrl": reverse("session_status"),
        "signInUrl": f"{reverse('account_login')}?next={reverse('signed_in_again')}",
        "warningSeconds": settings.NEWSROOM_IDLE_WARNING_SECONDS,
        "words": {
            "warningTitle": _("Are you still there?"),
            "endingTitle": _("Your session is about to end"),
            "warningText": _("You will be signed out in %(seconds)s seconds because nothing has happened for a while."),
            "finalText": _("Your session ends in %(seconds)s seconds, after a long day. Save; then sign in again."),
            "understood": _("I understand"),
            "stay": _("Stay signed in"),
            "endedTitle": _("You were signed out"),
            "endedText": _(
                "Your text is still on this page. Sign in again in a new tab, then come back here and go on."
            ),
            "signIn": _("Sign in again"),
            "otherUser": _("Another account has signed in. Sign in with the account that began this page."),
            "unreachable": _("The newsroom cannot be reached. Keep this page open; your text is still here."),
        },
    }
    return format_html(
        '{}<script type="module" src="{}"></script>',
        json_script(data, "newsroom-session"),
        static("newsroom/js/idle.js"),
    )


@hooks.register("register_account_menu_item")
def password_link(request: HttpRequest) -> dict[str, Any]:
    """Changing the password happens on the sign-in pages, where it is throttled."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change password"),
        "help_text": _("Your current password is asked for first."),
    }


@hooks.register("register_account_menu_item")
def second_factor_link(request: HttpRequest) -> dict[str, Any]:
    """Where to set up the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Codes from an app on your phone protect your account."),
    }


@hooks.register("register_admin_urls")
def role_addresses() -> list[Any]:
    """The page of role requests."""
    return [
        path("permintaan-peran/", views.RoleGrantsView.as_view(), name="role_grants"),
        path("permintaan-peran/<int:grant_id>/<str:decision>/", views.decide_role, name="decide_role"),
    ]


class RoleGrantsMenuItem(MenuItem):
    """Shown to those who may confirm."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Managing editors and administrators."""
        return roles.may_confirm_roles(request.user)


@hooks.register("register_settings_menu_item")
def role_menu_item() -> MenuItem:
    """The way to the page of role requests."""
    return RoleGrantsMenuItem(
        gettext_lazy("Role requests"), reverse("role_grants"), icon_name="group", name="role-grants", order=610
    )


@hooks.register("register_log_actions")
def role_log_actions(actions: Any) -> None:
    """Names of our entries in the log."""
    actions.register_action("newsroom.role.requested", gettext_lazy("Role requested"), _role("requested"))
    actions.register_action("newsroom.role.confirmed", gettext_lazy("Role confirmed"), _role("confirmed"))
    actions.register_action("newsroom.role.refused", gettext_lazy("Role refused"), _role("refused"))
    actions.register_action("newsroom.role.given", gettext_lazy("Role given"), _role("given"))
    actions.register_action("newsroom.role.removed", gettext_lazy("Role removed"), _role("removed"))


def _role(event: str) -> Any:
    sentences = {
        "requested": gettext_lazy("Role %(role)s requested"),
        "confirmed": gettext_lazy("Role %(role)s confirmed"),
        "refused": gettext_lazy("Role %(role)s refused"),
        "given": gettext_lazy("Role %(role)s given"),
        "removed": gettext_lazy("Role %(role)s removed"),
    }
    return lambda data: sentences[event] % {"role": data.get("role", "")}
