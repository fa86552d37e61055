"""Wiring of the `syndication` app."""

from __future__ import annotations

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    """The `syndication` app."""

    name = "newsroom.syndication"
    label = "syndication"
