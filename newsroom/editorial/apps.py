"""Wiring of the `editorial` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """States, rights and the one way to become public."""

    name = "newsroom.editorial"
    label = "editorial"
    verbose_name = _("Editorial desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.signals import pre_page_move

        from newsroom.editorial import (
            audit,
            audit_signals,
            base_page_guard,
            checks,  # noqa: F401  registers the system checks
            desk_index,
            early_readers,
            notices,
            outbox,
            triggers,
        )

        audit_signals.connect()
        desk_index.connect()
        pre_save.connect(base_page_guard.refuse_public_change, sender=Page, dispatch_uid="refuse_public_change")
        pre_page_move.connect(base_page_guard.refuse_move, dispatch_uid="refuse_move")
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="install_append_only_guards")
        outbox.register("notice", notices.send_notice)
        outbox.register("alarm", notices.send_alarm)
        outbox.register("verify_public", notices.verify_public)
        outbox.register("early_link", early_readers.send_link)
        outbox.register("early_change", early_readers.send_change)
        audit.register(early_readers.READ, _("Early reading"))
        audit.register(early_readers.REFUSED, _("Early reading refused"))
