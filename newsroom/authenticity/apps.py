"""Wiring of the `authenticity` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthenticityConfig(AppConfig):
    """Checks of the ledger, and the heads of its days in public."""

    name = "newsroom.authenticity"
    label = "authenticity"
    verbose_name = _("Authenticity")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from newsroom.authenticity.marking import mark_next_entries
        from newsroom.authenticity.record import ledger_lines
        from newsroom.authenticity.rota import run_slice
        from newsroom.editorial import chores, release_record

        chores.register(run_slice)
        chores.register(mark_next_entries)
        release_record.register_section(_("Ledger"), ledger_lines)
