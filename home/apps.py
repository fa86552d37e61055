"""Wiring of the `home` app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The `home` app."""

    name = "home"
    label = "home"
