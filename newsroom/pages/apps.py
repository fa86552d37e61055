"""Wiring of the `pages` app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class PagesConfig(AppConfig):
    """Standing pages, and what the newsroom says of itself on every page."""

    name = "newsroom.pages"
    label = "pages"

    def ready(self) -> None:
        from newsroom.core import publisher
        from newsroom.pages.models import PublisherSetting, publisher_on_record

        publisher.register_provider(publisher_on_record)
        post_save.connect(publisher.clear, sender=PublisherSetting, dispatch_uid="pages.publisher_saved")
        post_delete.connect(publisher.clear, sender=PublisherSetting, dispatch_uid="pages.publisher_deleted")
