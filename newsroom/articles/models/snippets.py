"""What articles choose from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from newsroom.core.languages import localised


class Channel(models.Model):
    """A channel (kanal) of the front page; an event channel has a start and an end."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    description = models.CharField(_("description"), max_length=255, blank=True)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True, help_text=_("Empty: always was."))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: no end."))
    sort_order = models.PositiveSmallIntegerField(_("place in the menu"), default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_path(self) -> str:
        """Address of the channel's list, from the root of the site."""
        return localised(f"/kanal/{self.slug}/")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the start.")})


class MediaContact(index.Indexed, models.Model):
    """The person whom journalists may call about a release."""

    name = models.CharField(_("name"), max_length=120)
    office = models.CharField(_("office"), max_length=160)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    expires_at = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("After this day the contact is no longer offered.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("office"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("expires_at"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("office")]

    class Meta:
        verbose_name = _("media contact")
        verbose_name_plural = _("media contacts")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"

    def clean(self) -> None:
        super().clean()
        if not (self.phone or self.email):
            raise ValidationError(_("Give a telephone number or an e-mail address."))

    def is_expired(self, today: date | None = None) -> bool:
        """Whether the contact is out of date on ``today`` (default: the newsroom's today)."""
        return bool(self.expires_at and self.expires_at < (today or timezone.localdate()))

    def as_parts(self) -> dict[str, Any]:
        """Return what readers see of the contact."""
        return {"name": self.name, "office": self.office, "phone": self.phone, "email": self.email}
