"""Wiring of the `editorial` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """States, rights and the one way to become public."""

    name = "newsroom.editorial"
    label = "editorial"
    verbose_name = _("Editorial desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from newsroom.editorial import checks, notices, outbox  # noqa: F401  registers the system checks

        outbox.register("notice", notices.send_notice)
        outbox.register("alarm", notices.send_alarm)
        outbox.register("verify_public", notices.verify_public)
