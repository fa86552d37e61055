"""Wiring of the `edge` app."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_save, pre_save


class EdgeConfig(AppConfig):
    """Copies of public pages: headers, the page cache, purging."""

    name = "newsroom.edge"
    label = "edge"
    verbose_name = "Edge"

    def ready(self) -> None:
        """Register the purge with the outbox, and the receivers that tell of changes."""
        from newsroom.articles.models import ArticlePage
        from newsroom.edge import changes, purge
        from newsroom.editorial import outbox
        from newsroom.tags.models import NewsTag

        outbox.register(purge.KIND, purge.carry_out)
        pre_save.connect(changes.article_saving, sender=ArticlePage, dispatch_uid="edge.article")
        pre_save.connect(changes.tag_saving, sender=NewsTag, dispatch_uid="edge.tag")
        post_save.connect(changes.page_saved, dispatch_uid="edge.page")
        for name in changes.SENDERS_NAMED:
            post_save.connect(changes.named_saved, sender=apps.get_model(name), dispatch_uid=f"edge.{name}")
        for name in changes.SENDERS_EVERYWHERE:
            for signal in (post_save, post_delete):
                uid = f"edge.{name}.{id(signal)}"
                signal.connect(changes.masthead_changed, sender=apps.get_model(name), dispatch_uid=uid)
