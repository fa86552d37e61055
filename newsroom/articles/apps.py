"""Wiring of the `articles` app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The `articles` app."""

    name = "newsroom.articles"
    label = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from newsroom.articles import release_record, twins
        from newsroom.articles.enums import TwinNotice
        from newsroom.core.context import clear_channels, register_channel_provider
        from newsroom.editorial.notices import register_words
        from newsroom.editorial.release_record import register_section

        for notice in TwinNotice:
            register_words(f"twin_{notice}", twins.notice_words)
        register_section(_("Corrections"), release_record.corrections)

        channel = self.get_model("Channel")
        register_channel_provider(lambda: _all_in_order(channel))
        for signal in (post_save, post_delete):
            signal.connect(clear_channels, sender=channel, dispatch_uid=f"clear_channels_{id(signal)}")


def _all_in_order(channel: Any) -> Any:
    return channel.objects.order_by("sort_order", "name")
