"""The part of an article that knows of its language, which is that of its place in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from newsroom.articles.enums import TwinNotice
from newsroom.core.languages import MAIN, NAMES, language_of_path
from newsroom.editorial.models import NotEntitled

if TYPE_CHECKING:
    from wagtail.models import Page


class InTwoLanguages(models.Model):
    """Language and twin of an article page; the rules are in :mod:`newsroom.articles.twins`."""

    # As the locale of its place in the tree says; lists are asked for it.
    language = models.CharField(max_length=2, choices=NAMES.items(), default=MAIN, editable=False)
    # Where the same release is public in the other language; empty unless both are public. Copied, so that neither the
    # page nor a sitemap asks for it.
    twin_path = models.CharField(max_length=300, blank=True, editable=False)
    # Of a translation: the digest of the Indonesian text that it fits, and what became of that text since.
    translated_from = models.CharField(max_length=64, blank=True, editable=False)
    twin_notice = models.CharField(max_length=16, choices=TwinNotice.choices, blank=True, editable=False)

    locale_id: Any
    public_path: Any
    get_parent: Any
    if TYPE_CHECKING:  # The next base is the editorial page, whose `save` takes more than a plain model's.
        save: Any

    class Meta:
        abstract = True

    def take_language_of_place(self) -> None:
        """Set locale and language by where the page lies; its address must be set."""
        self.locale_id = self.get_parent().locale_id
        self.language = language_of_path(self.public_path)

    def move(self, target: Page, *args: Any, **kwargs: Any) -> Any:
        if target.locale_id != self.locale_id:
            raise NotEntitled(_("A release stays in its language. Translate it instead."))
        return super().move(target, *args, **kwargs)  # type: ignore[misc]
