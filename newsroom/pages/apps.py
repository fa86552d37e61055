"""Wiring of the `pages` app."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The `pages` app."""

    name = "newsroom.pages"
    label = "pages"
