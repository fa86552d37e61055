"""Finding tags by what people type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from newsroom.tags.normalise import clean_name, key_for

if TYPE_CHECKING:
    from newsroom.tags.models import NewsTag

# django-taggit looks tags up by name, and by name__iexact under TAGGIT_CASE_INSENSITIVE. Neither
# knows doubled spaces, compatibility characters or full case folding, so both mean the key here.
_NAME_LOOKUPS = ("name", "name__exact", "name__iexact")


def _by_key(lookups: dict[str, Any]) -> dict[str, Any]:
    translated = dict(lookups)
    for lookup in _NAME_LOOKUPS:
        if lookup in translated:
            translated["key"] = key_for(translated.pop(lookup))
    return translated


class NewsTagQuerySet(models.QuerySet["NewsTag"]):
    """Tags, found under any spelling of their name."""

    def get(self, *args, **kwargs):
        """As Django's, but a name finds its tag under any spelling."""
        return super().get(*args, **_by_key(kwargs))

    def get_or_create(self, defaults=None, **kwargs):
        """As Django's, but ``#Dinsos  Jatim`` finds ``dinsos jatim``; the first spelling stays."""
        typed = next((kwargs[lookup] for lookup in _NAME_LOOKUPS if lookup in kwargs), None)
        if typed is not None:
            defaults = {"name": clean_name(typed), **(defaults or {})}
        return super().get_or_create(defaults=defaults, **_by_key(kwargs))

    def get_by_natural_key(self, name: str) -> NewsTag:
        """The tag of this name, for loading fixtures."""
        return self.get(name=name)

    def canonical(self) -> NewsTagQuerySet:
        """Tags that are no alias of another."""
        return self.filter(alias_of__isnull=True)

    def family_of(self, tag: NewsTag) -> NewsTagQuerySet:
        """The tag itself, its canonical tag and every alias of that: all that is listed as one."""
        canonical_id = tag.alias_of_id or tag.pk
        return self.filter(Q(pk=canonical_id) | Q(alias_of=canonical_id))

    def named(self, text: str) -> NewsTag | None:
        """The tag a person means by this text, followed to its canonical tag."""
        tag = self.select_related("alias_of").filter(key=key_for(text)).first()
        return tag.canonical if tag is not None else None
