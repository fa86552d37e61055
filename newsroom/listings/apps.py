"""Wiring of the `listings` app."""

from __future__ import annotations

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """The `listings` app."""

    name = "newsroom.listings"
    label = "listings"
