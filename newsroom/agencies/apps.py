"""The app of agencies and regions."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Government agencies (OPD), the regions of the province, and who works where."""

    name = "newsroom.agencies"
    label = "agencies"
    verbose_name = _("Agencies and regions")
