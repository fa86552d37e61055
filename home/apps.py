"""Wiring of the `home` app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_save


class HomeConfig(AppConfig):
    """The `home` app."""

    name = "home"
    label = "home"

    def ready(self) -> None:
        """Let a release that is changed or withdrawn change the emergency information that points to it."""
        from newsroom.articles.models import ArticlePage

        post_save.connect(_forget_announcements, sender=ArticlePage, dispatch_uid="home.announced_article")


def _forget_announcements(**kwargs: Any) -> None:
    from home.announcements import forget

    transaction.on_commit(forget)
