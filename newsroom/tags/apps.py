"""The app of tags."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TagsConfig(AppConfig):
    """The newsroom's own tags: one spelling, aliases, merging."""

    name = "newsroom.tags"
    label = "tags"
    verbose_name = _("Tags")

    def ready(self) -> None:
        """Wire the tag field into Wagtail's forms."""
        from newsroom.tags.formfields import use_our_field_for_our_tags

        use_our_field_for_our_tags()
