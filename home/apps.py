"""Wiring of the `home` app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The `home` app."""

    name = "home"
    label = "home"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from home.english import public_twins, twin_models
        from newsroom.core.context import clear_twins, register_twin_provider

        register_twin_provider(public_twins)
        for model in twin_models():
            for signal in (post_save, post_delete):
                signal.connect(clear_twins, sender=model, dispatch_uid=f"clear_twins_{model.__name__}_{id(signal)}")
