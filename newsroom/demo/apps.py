"""Wiring of the `demo` app."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The `demo` app."""

    name = "newsroom.demo"
    label = "demo"
