"""Wiring of the `listings` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ListingsConfig(AppConfig):
    """Tells the pages below which channels there are, and forgets them when one is saved."""

    name = "newsroom.listings"
    label = "listings"
    verbose_name = "Listings"

    def ready(self) -> None:
        """Register the channels' provider and its receivers."""
        from newsroom.articles.models import Channel
        from newsroom.core import context

        context.register_channel_provider(Channel.objects.order_by("sort_order", "name").all)
        post_save.connect(context.clear_channels, sender=Channel, dispatch_uid="listings.channel_saved")
        post_delete.connect(context.clear_channels, sender=Channel, dispatch_uid="listings.channel_deleted")
