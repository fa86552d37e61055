"""The app of bylines."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The initials that sign articles, and the people behind them."""

    name = "newsroom.people"
    label = "people"
    verbose_name = _("Bylines")
