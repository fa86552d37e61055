"""Wiring of the `legacy` app."""

from __future__ import annotations

from django.apps import AppConfig


class LegacyConfig(AppConfig):
    """The `legacy` app."""

    name = "newsroom.legacy"
    label = "legacy"
