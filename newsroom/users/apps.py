"""App configuration of the accounts app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    """Accounts, sign-in, sessions and the granting of editor roles."""

    default = True
    name = "newsroom.users"
    label = "users"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what happens at sign-in."""
        from . import signals  # noqa: F401


class StaffAdminConfig(WagtailUsersAppConfig):
    """Wagtail's account screens with this newsroom's rules; stands in INSTALLED_APPS for `wagtail.users`."""

    default = False
    user_viewset = "newsroom.users.viewsets.StaffViewSet"
    group_viewset = "newsroom.users.viewsets.StaffGroupViewSet"
