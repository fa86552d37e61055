"""Wiring of the `home` app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_save


class HomeConfig(AppConfig):
    """The `home` app."""

    name = "home"
    label = "home"

    def ready(self) -> None:
        """Let a release that is changed or withdrawn change the emergency information that points to it."""
        from home.english import public_twins, twin_models
        from newsroom.articles.models import ArticlePage
        from newsroom.core.context import clear_twins, register_twin_provider

        post_save.connect(_forget_announcements, sender=ArticlePage, dispatch_uid="home.announced_article")
        register_twin_provider(public_twins)
        for model in twin_models():
            for signal in (post_save, post_delete):
                signal.connect(clear_twins, sender=model, dispatch_uid=f"clear_twins_{model.__name__}_{id(signal)}")


def _forget_announcements(**kwargs: Any) -> None:
    from home.announcements import forget

    transaction.on_commit(forget)
