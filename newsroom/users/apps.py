"""App configuration of the accounts app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """Accounts, sign-in, sessions and the granting of editor roles."""

    name = "newsroom.users"
    label = "users"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"
