"""Government agencies, the regions of the province, and who works for which agency."""

from __future__ import annotations

from itertools import chain, count
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from newsroom.agencies.normalise import compact_name
from newsroom.core.languages import localised


class RegionKind(models.TextChoices):
    """The two kinds of second-level region in Indonesia."""

    REGENCY = "kabupaten", _("Regency")
    CITY = "kota", _("City")


class AgencyKind(models.TextChoices):
    """What an agency is, in the words of regional government."""

    SERVICE = "dinas", _("Service (dinas)")
    BOARD = "badan", _("Board (badan)")
    BUREAU = "biro", _("Bureau (biro)")
    SECRETARIAT = "sekretariat", _("Secretariat")
    HOSPITAL = "rumah_sakit", _("Hospital")
    TECHNICAL_UNIT = "upt", _("Technical unit (UPT)")
    OTHER = "other", _("Other")


def free_slug(model: type[models.Model], name: str) -> str:
    """An address part made of a name, with a number where it is taken: ``dinsos-jatim-2``."""
    base = slugify(name)[:90].strip("-") or str(model._meta.model_name)
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


class Region(index.Indexed, models.Model):
    """A regency or city of East Java, with the ministry's code (``35.25``)."""

    code = models.CharField(
        _("code"),
        max_length=13,
        unique=True,
        help_text=_("The ministry's code, for example 35.25."),
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("In full, for example Kabupaten Gresik."))
    short_name = models.CharField(_("short name"), max_length=100, help_text=_("Without the kind, for example Gresik."))
    kind = models.CharField(_("kind"), max_length=10, choices=RegionKind.choices)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "short_name"],
                name="agencies_region_kind_short_name_unique",
                violation_error_message=_("This region is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Give a new region an address. It stays when the name changes, because readers have it."""
        self.slug = self.slug or free_slug(Region, self.name)
        super().save(*args, **kwargs)

    @property
    def public_path(self) -> str:
        """Where readers find the articles about this region."""
        return localised(f"/wilayah/{quote(self.slug, safe='')}/")


class Agency(index.Indexed, ClusterableModel):
    """A government agency (OPD). Without a region it is an agency of the province."""

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("In full, for example Dinas Sosial Provinsi Jawa Timur."),
    )
    short_name = models.CharField(
        _("short name"),
        max_length=80,
        help_text=_("As readers know it, for example Dinsos Jatim."),
    )
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind.choices, default=AgencyKind.SERVICE)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        help_text=_("For a technical unit or a bureau: the agency it belongs to."),
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agencies",
        help_text=_("Leave empty for an agency of the province."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("An agency that no longer exists is kept, and is not offered for new articles."),
    )
    description = models.TextField(_("description"), blank=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)
    website = models.URLField(_("website"), blank=True)

    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("short_name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.RelatedFields("aliases", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("kind"),
        index.FilterField("is_active"),
        index.FilterField("region"),
    ]

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["is_active", "name"], name="agencies_active_name_idx"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="agencies_agency_name_unique",
                violation_error_message=_("There is an agency of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="agencies_agency_not_its_own_parent",
                violation_error_message=_("An agency cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a circle of parents."""
        super().clean()
        seen = {self.pk} if self.pk else set()
        above = self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("An agency cannot be part of itself.")})
            seen.add(above.pk)
            above = above.parent

    def save(self, *args, **kwargs) -> None:
        """Give a new agency an address. It stays when the name changes, because readers have it."""
        self.slug = self.slug or free_slug(Agency, self.short_name)
        super().save(*args, **kwargs)

    @property
    def is_provincial(self) -> bool:
        """Whether the agency belongs to the province and not to one of its regions."""
        return self.region_id is None

    @property
    def public_path(self) -> str:
        """Where readers find the articles of this agency."""
        return localised(f"/instansi/{quote(self.slug, safe='')}/")


class AgencyAlias(models.Model):
    """Another name under which an agency is known, in tags above all."""

    agency = ParentalKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=100, help_text=_("For example dinsos, or dinas sosial."))
    key = models.CharField(_("key"), max_length=300, editable=False)

    class Meta:
        verbose_name = _("agency alias")
        verbose_name_plural = _("agency aliases")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="agencies_agencyalias_key_unique"),
            models.CheckConstraint(condition=~models.Q(key=""), name="agencies_agencyalias_key_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say in words which agency has this alias already."""
        super().clean()
        self.key = compact_name(self.name)
        if not self.key:
            raise ValidationError({"name": _("An alias needs at least one letter or digit.")})
        taken = AgencyAlias.objects.filter(key=self.key).exclude(pk=self.pk)
        other = taken.select_related("agency").first()
        if other is not None:
            raise ValidationError(
                {"name": _("This alias belongs to %(agency)s already.") % {"agency": other.agency.name}}
            )

    def save(self, *args, **kwargs) -> None:
        """Keep the key in step with the name, whatever path the row comes in by."""
        self.key = compact_name(self.name)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """A user works for an agency. One user may work for several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="agency_memberships",
    )
    agency = ParentalKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["agency__name", "user__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"],
                name="agencies_membership_user_agency_unique",
                violation_error_message=_("This person is a member of the agency already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.agency}"
