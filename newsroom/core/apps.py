"""Wiring of the `core` app."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Wires the system checks; the app has no models."""

    name = "newsroom.core"
    label = "core"
    verbose_name = "Newsroom core"

    def ready(self) -> None:
        """Register the checks."""
        from newsroom.core import checks  # noqa: F401
