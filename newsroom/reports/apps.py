"""Wiring of the `reports` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What staff see of the work: the desk on the admin's home."""

    name = "newsroom.reports"
    label = "reports"
    verbose_name = _("Reports")
