"""Wiring of the `listings` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class ListingsConfig(AppConfig):
    """Tells the pages below which channels there are, and keeps the search index equal to what is public."""

    name = "newsroom.listings"
    label = "listings"
    verbose_name = "Listings"

    def ready(self) -> None:
        """Register the channels' provider, the search index's work and their receivers."""
        from newsroom.articles.models import ArticlePage, Channel
        from newsroom.core import context
        from newsroom.editorial import outbox
        from newsroom.listings.search import upkeep
        from newsroom.tags.models import NewsTag

        context.register_channel_provider(Channel.objects.order_by("sort_order", "name").all)
        post_save.connect(context.clear_channels, sender=Channel, dispatch_uid="listings.channel_saved")
        post_delete.connect(context.clear_channels, sender=Channel, dispatch_uid="listings.channel_deleted")

        outbox.register(upkeep.ARTICLE_KIND, upkeep.index_article)
        outbox.register(upkeep.TAG_KIND, upkeep.index_tag)
        post_save.connect(upkeep.article_saved, sender=ArticlePage, dispatch_uid="listings.search_article")
        post_save.connect(upkeep.tag_saved, sender=NewsTag, dispatch_uid="listings.search_tag")
        post_migrate.connect(upkeep.forget_orphans, sender=self, dispatch_uid="listings.search_orphans")
