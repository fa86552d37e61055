"""What was imported, when, by whom and from which file: append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.models.append_only import AppendOnlyModel


class ImportStatus(models.TextChoices):
    """What became of a file."""

    IMPORTED = "imported", _("Imported")
    UPDATED = "updated", _("Updated")
    DUPLICATE = "duplicate", _("Was there already")
    REJECTED = "rejected", _("Rejected")


STORED = (ImportStatus.IMPORTED, ImportStatus.UPDATED)


class ImportBatch(AppendOnlyModel):
    """One run of the import: who started it, when, and with which options."""

    identifier = models.CharField(_("identifier"), max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    options = models.JSONField(default=dict, help_text=_("Options of the command, as given."))

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return self.identifier


class ImportRecord(AppendOnlyModel):
    """What an import did with one file."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="records")
    file_name = models.CharField(max_length=500)
    file_hash = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of the file."))
    status = models.CharField(max_length=16, choices=ImportStatus.choices)
    # A draft may be deleted later; the record stays and keeps the number of the page.
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    identity = models.CharField(
        max_length=64, blank=True, help_text=_("SHA-256 of normalised title and publication time.")
    )
    address = models.CharField(max_length=500, blank=True, help_text=_("Address on the old site, where known."))
    content_hash = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of what readers see."))
    text_hash = models.CharField(
        max_length=64, blank=True, help_text=_("Fingerprint of the article's newest text after this import.")
    )
    pictures = models.JSONField(
        default=list, help_text=_("Pictures the page names; their files stay with the old site.")
    )
    warnings = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        indexes = [
            models.Index(
                fields=["identity", "-id"], name="import_record_of_identity", condition=~models.Q(identity="")
            ),
            models.Index(fields=["address", "-id"], name="import_record_of_address", condition=~models.Q(address="")),
            models.Index(fields=["page", "-id"], name="import_record_of_page"),
            models.Index(fields=["file_hash"], name="import_record_of_file", condition=~models.Q(file_hash="")),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}: {self.get_status_display()}"
