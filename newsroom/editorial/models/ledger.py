"""The ledger: what became public, when and by whom, each entry chained to the one before by its hash."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import LedgerKind
from newsroom.editorial.fingerprint import fingerprint_of
from newsroom.editorial.models.append_only import AppendOnlyModel


class LedgerEntry(AppendOnlyModel):
    """One event that readers could see. Written by :mod:`newsroom.editorial.ledger` only."""

    sequence = models.PositiveBigIntegerField(unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=LedgerKind.choices)
    # Set under the lock of the chain: it never runs backwards along the sequence.
    recorded_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of the canonical content."))
    content = models.JSONField(help_text=_("Part of the canonical content -> digest."))
    facts = models.JSONField(help_text=_("What publication itself adds, in clear."))
    media = models.JSONField(help_text=_("The files of the page with the SHA-256 of each."))
    people = models.JSONField(help_text=_("Who stood behind it, with the name of that day."))
    records = models.JSONField(help_text=_("The append-only rows behind it, with a digest of each field."))
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["page", "-sequence"], name="ledger_of_page"),
            models.Index(fields=["recorded_at"], name="ledger_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_kind_display()}, {self.page_id}"

    def statement(self) -> dict[str, Any]:
        """Return everything that :attr:`hash` covers."""
        return {
            "sequence": self.sequence,
            "page": self.page_id,
            "kind": str(self.kind),
            "recorded_at": self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "fingerprint": self.fingerprint,
            "content": self.content,
            "facts": self.facts,
            "media": self.media,
            "people": self.people,
            "records": self.records,
            "previous_hash": self.previous_hash,
        }

    def computed_hash(self) -> str:
        """Return the SHA-256 of the canonical JSON of :meth:`statement`, in hexadecimal."""
        return fingerprint_of(self.statement())


class DayHead(AppendOnlyModel):
    """The last entry of a finished day: published, so that nobody can rewrite the chain unnoticed."""

    day = models.DateField(unique=True, help_text=_("In the time zone of the newsroom."))
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("head of a day")
        verbose_name_plural = _("heads of days")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.sequence}"
