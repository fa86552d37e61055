"""Times at which approved texts go out, and the side effects that follow a transition."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import OutboxState, SlotOutcome
from newsroom.editorial.models.listed import listed_without

if TYPE_CHECKING:
    from newsroom.editorial.models.page import EditorialPage


class SlotQuerySet(models.QuerySet):
    """Slots by their time."""

    def open(self) -> SlotQuerySet:
        """Slots that still wait for their time."""
        return self.filter(ended_at=None)

    def due(self, now: datetime) -> SlotQuerySet:
        """Open slots whose time has come, the earliest first."""
        return self.open().filter(publish_at__lte=now).order_by("publish_at", "pk")


class Slot(models.Model):
    """The time at which a page goes out. It belongs to the page, not to one approval.

    So a typing error can be mended (which voids the approval) without losing the time.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    publish_at = models.DateTimeField(_("goes out at"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=SlotOutcome.choices, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        indexes = [models.Index(fields=["publish_at"], name="slot_due", condition=Q(ended_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="one_open_slot_per_page"),
            models.CheckConstraint(
                name="slot_ends_with_an_outcome",
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.publish_at:%Y-%m-%d %H:%M}"

    def end(self, outcome: SlotOutcome, now: datetime | None = None) -> None:
        """Close the slot; it is kept as a record."""
        self.ended_at = now or timezone.now()
        self.outcome = outcome
        self.save(update_fields=["ended_at", "outcome"])


def open_slot_of(page: EditorialPage) -> Slot | None:
    """Return the slot in which ``page`` waits, if any."""
    if listed_without(page, "waits_in_slot"):
        return None
    return Slot.objects.open().filter(page_id=page.pk).first()


class OutboxEntry(models.Model):
    """A side effect to be carried out after the commit of the transition that caused it.

    Handlers run at least once, so they must be safe to run twice.
    """

    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=OutboxState.choices, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("side effect")
        verbose_name_plural = _("side effects")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], name="outbox_due", condition=Q(state=OutboxState.WAITING)),
            models.Index(fields=["state", "-id"], name="outbox_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"
