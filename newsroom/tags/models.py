"""The tags of the newsroom."""

from __future__ import annotations

from itertools import chain, count
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import NaturalKeyModel

from newsroom.core.languages import localised
from newsroom.tags.normalise import MAX_LENGTH, clean_name, key_for
from newsroom.tags.querysets import NewsTagQuerySet

# Leaves room in the column for the number that tells two equal slugs apart.
SLUG_LENGTH = 90
SLUG_ATTEMPTS = 5


class NewsTag(NaturalKeyModel):
    """A tag as its first writer spelled it, for example ``dinsos jatim``.

    Two spellings with the same :func:`~newsroom.tags.normalise.key_for` are one tag. A tag that
    means the same as another is its alias: articles keep it, listings and addresses lead to the
    canonical tag.

    It does what django-taggit's ``TagBase`` does without being one: Wagtail serves the names of
    every ``TagBase`` to everybody in the admin, and a tag of a draft may be a secret.
    """

    name = models.CharField(_("name"), max_length=MAX_LENGTH, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    key = models.CharField(_("key"), max_length=300, unique=True, editable=False)
    alias_of = models.ForeignKey(
        "self",
        verbose_name=_("alias of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="aliases",
    )
    is_reference = models.BooleanField(
        _("offered to everybody"),
        default=False,
        help_text=_(
            "Suggested to every writer, even before an article with it is public. Leave this off "
            "for a tag whose very name is not public yet."
        ),
    )

    objects = NewsTagQuerySet.as_manager()

    natural_key_fields = ["name"]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alias_of__isnull=True) | ~models.Q(alias_of=models.F("id")),
                name="tags_newstag_not_its_own_alias",
                violation_error_message=_("A tag cannot be an alias of itself."),
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="tags_newstag_key_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def canonical(self) -> NewsTag:
        """The tag under which articles are listed: itself, or the one it is an alias of."""
        return self.alias_of or self

    @property
    def public_path(self) -> str:
        """Where readers find the articles with this tag."""
        return localised(f"/tag/{quote(self.slug, safe='')}/")

    def clean(self) -> None:
        """Refuse a spelling that is another tag already."""
        super().clean()
        self.name = clean_name(self.name)
        self.key = key_for(self.name)
        if not self.key:
            raise ValidationError({"name": _("A tag needs at least one letter or digit.")})
        twin = NewsTag.objects.filter(key=self.key).exclude(pk=self.pk).first()
        if twin is not None:
            raise ValidationError({"name": _("There is a tag “%(name)s” already.") % {"name": twin.name}})

    def save(self, *args, **kwargs) -> None:
        """Keep name and key in step and aliases one step deep, whatever path the row comes in by.

        Raises ``ValidationError`` when the tag would become an alias of itself, also by way of
        another tag.
        """
        self.name = clean_name(self.name)
        self.key = key_for(self.name)
        if not self.key:
            raise ValidationError(_("A tag needs at least one letter or digit."))
        if self.alias_of is not None:
            self.alias_of = self.alias_of.canonical
        if self.alias_of == self:
            raise ValidationError(_("A tag cannot be an alias of itself."))
        with transaction.atomic():
            if self.slug:
                super().save(*args, **kwargs)
            else:
                self._save_under_a_free_slug(*args, **kwargs)
            if self.alias_of_id is not None:
                self.aliases.update(alias_of=self.alias_of)

    def _save_under_a_free_slug(self, *args, **kwargs) -> None:
        for attempt in range(SLUG_ATTEMPTS):
            self.slug = self._free_slug()
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
            except IntegrityError:
                # Somebody else took the slug just now, or the key: only the first is worth a retry.
                last = attempt == SLUG_ATTEMPTS - 1
                if last or NewsTag.objects.filter(key=self.key).exists():
                    self.slug = ""
                    raise
            else:
                return

    def _free_slug(self) -> str:
        """An address of plain letters: ``dinsos-jatim``, ``dinsos-jatim-2`` for the next."""
        base = slugify(self.name)[:SLUG_LENGTH].strip("-") or "tag"
        taken = set(NewsTag.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in count(2))
        return next(slug for slug in chain([base], numbered) if slug not in taken)
