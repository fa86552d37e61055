"""Who signs an article, under which initials, and under which other names earlier."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from newsroom.agencies.models import Agency
from newsroom.core.languages import localised

# A closing is written "(her/s)": these marks separate the credits in it and cannot be part of one.
INITIALS = RegexValidator(
    r"^(?!\.{1,2}$)[^/()\[\]\s](?:[^/()\[\]]*[^/()\[\]\s])?$",
    _("Initials have no slash, no brackets and no space at the ends."),
)


class Byline(index.Indexed, ClusterableModel):
    """The initials that close an article, and the person they stand for.

    The case of initials is kept: ``RH`` and ``rh`` may be two people.
    """

    initials = models.CharField(
        _("initials"),
        max_length=40,
        unique=True,
        validators=[INITIALS],
        help_text=_("As they are printed at the end of an article, for example her."),
    )
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("The person's full name, if known."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="byline",
        help_text=_("The account whose articles get these initials by themselves."),
    )
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("A person who has left is deactivated: articles keep the initials, new ones are not offered them."),
    )

    search_fields = [
        index.SearchField("initials", boost=2),
        index.SearchField("name"),
        index.AutocompleteField("initials"),
        index.AutocompleteField("name"),
        index.FilterField("is_active"),
        index.FilterField("agency"),
    ]

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["initials"]
        indexes = [
            models.Index(fields=["is_active", "initials"], name="people_byline_active_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.initials} ({self.name})" if self.name else self.initials

    @property
    def public_path(self) -> str:
        """Where readers find the articles signed with these initials."""
        return localised(f"/inisial/{quote(self.initials, safe='')}/")


class BylineAlias(models.Model):
    """Another spelling under which a person signed, at some time: ``Ragil``, ``Rgl``."""

    byline = ParentalKey(Byline, verbose_name=_("byline"), on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("other spelling"), max_length=40, validators=[INITIALS])
    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: from the beginning."))
    valid_until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day. Empty: until today."))

    class Meta:
        verbose_name = _("byline alias")
        verbose_name_plural = _("byline aliases")
        ordering = ["name", "valid_from"]
        indexes = [models.Index(fields=["name"], name="people_bylinealias_name_idx")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="people_bylinealias_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date | None) -> bool:
        """Whether the person signed like this on ``day``; without a day, whether they always did."""
        if day is None:
            return self.valid_from is None and self.valid_until is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )
