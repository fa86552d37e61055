"""Wiring of the `articles` app."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """The `articles` app."""

    name = "newsroom.articles"
    label = "articles"
