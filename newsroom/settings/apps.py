"""Wires the production checks; installed by the production settings only."""

from __future__ import annotations

from django.apps import AppConfig


class ProductionGuardConfig(AppConfig):
    """Registers the checks that keep a demo newsroom off a server."""

    name = "newsroom.settings"
    label = "production_guard"

    def ready(self) -> None:
        """Import the module that registers the checks."""
        from newsroom.settings import checks  # noqa: F401
