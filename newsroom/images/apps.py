"""App configuration of the media app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    """Images and documents, their upload rules, and what makes them public."""

    name = "newsroom.images"
    label = "images"
    verbose_name = _("Images and documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the rules for waiting uploads and for choosing."""
        from . import policy, signals  # noqa: F401

        policy.install()
