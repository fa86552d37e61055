"""Embargoes: a time before which nobody outside learns anything, and the journalists who may read before it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import EmbargoOutcome
from newsroom.editorial.models.append_only import AppendOnlyModel
from newsroom.editorial.models.listed import listed_without

if TYPE_CHECKING:
    from wagtail.models import Page

    from newsroom.users.models import User


class Embargo(models.Model):
    """The time of a release before which it is known on the embargo desk and to its early readers only.

    Rows are never deleted: an embargo that is over stays as a record of who set it and how it ended.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    lifts_at = models.DateTimeField(_("embargo until"))
    terms = models.TextField(
        _("terms"),
        max_length=1000,
        blank=True,
        help_text=_("Why, and what early readers must keep to. They see it."),
    )
    came_from = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=EmbargoOutcome.choices, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="one_open_embargo_per_page"),
            models.CheckConstraint(
                name="embargo_ends_with_an_outcome",
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="embargo_is_broken_with_a_reason",
                condition=~Q(outcome=EmbargoOutcome.BROKEN) | (Q(ended_by__isnull=False) & ~Q(ended_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["page", "-id"], name="embargo_of_page")]
        permissions = [("manage_embargo", "Can set, move and break an embargo")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.lifts_at:%Y-%m-%d %H:%M}"

    def end(self, outcome: EmbargoOutcome, now: datetime, by: User | None = None, reason: str = "") -> None:
        """Close the embargo; it is kept as a record."""
        self.outcome, self.ended_at, self.ended_by, self.ended_reason = outcome, now, by, reason
        self.save(update_fields=["outcome", "ended_at", "ended_by", "ended_reason"])


def open_embargo_of(page: Page) -> Embargo | None:
    """Return the embargo that holds ``page``, if any. It is open until the release is public, broken or cancelled."""
    if not page.pk or listed_without(page, "is_embargoed"):
        return None
    return Embargo.objects.filter(page_id=page.pk, ended_at=None).first()


class EarlyReader(models.Model):
    """A journalist who may read an embargoed release before its time, by a personal link.

    Only the hash of the link's token is kept; the token itself is in the mail alone.
    """

    embargo = models.ForeignKey(Embargo, on_delete=models.PROTECT, related_name="readers")
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("media organisation"), max_length=160)
    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    expires_at = models.DateTimeField(_("link ends at"), null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("early reader")
        verbose_name_plural = _("early readers")
        constraints = [
            models.UniqueConstraint(
                fields=["embargo", "email"], condition=Q(revoked_at=None), name="one_link_per_early_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"

    @property
    def ends_at(self) -> datetime:
        """When the link ends: at the lift of the embargo at the latest."""
        lifts_at: datetime = self.embargo.lifts_at
        return min(self.expires_at, lifts_at) if self.expires_at else lifts_at

    def may_read(self, now: datetime) -> bool:
        """Whether the link opens the text at ``now``."""
        return self.revoked_at is None and self.embargo.ended_at is None and now < self.ends_at


class EarlyRead(AppendOnlyModel):
    """One reading by an early reader: of the text, or of a file."""

    reader = models.ForeignKey(EarlyReader, on_delete=models.PROTECT, related_name="reads")
    read_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(
        _("network"), max_length=48, blank=True, help_text=_("The first part of the address, not the whole of it.")
    )
    approval = models.ForeignKey("editorial.Approval", on_delete=models.PROTECT, related_name="+")
    file = models.CharField(_("file"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("early reading")
        verbose_name_plural = _("early readings")
        indexes = [models.Index(fields=["reader", "-id"], name="early_read_of_reader")]

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.read_at:%Y-%m-%d %H:%M:%S}"
