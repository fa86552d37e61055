"""The append-only records behind every state."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import EntitlementKind, SubmissionWay
from newsroom.editorial.models.append_only import AppendOnlyModel
from newsroom.editorial.models.listed import listed_without


class ContentRecord(AppendOnlyModel):
    """A person vouching for an exact text: the revision, its canonical content and fingerprint."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(verbose_name=_("canonical content"))
    fingerprint = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Submission(ContentRecord):
    """A text brought before the reviewers, or changed while it lay there."""

    task_state = models.ForeignKey("wagtailcore.TaskState", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=16, choices=SubmissionWay.choices, default=SubmissionWay.SUBMIT)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(fields=["task_state", "id"], name="submission_of_task_state"),
            models.Index(fields=["page", "-id"], name="submission_of_page"),
            models.Index(fields=["revision"], name="submission_of_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.page_id} @ {self.revision_id}"


class Approval(ContentRecord):
    """An editor's yes to an exact text."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="approvals")

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        indexes = [
            models.Index(fields=["page", "-id"], name="approval_of_page"),
            models.Index(fields=["revision"], name="approval_of_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} @ {self.revision_id}: {self.fingerprint[:12]}"


def was_approved(page: Any) -> bool:
    """Whether some text of ``page`` was approved, be it the newest or an earlier one."""
    return not listed_without(page, "has_approval") and Approval.objects.filter(page_id=page.pk).exists()


class Entitlement(AppendOnlyModel):
    """The permission of a page to be public, for exactly one fingerprint."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=EntitlementKind.choices)
    fingerprint = models.CharField(max_length=64)
    approval = models.OneToOneField(
        Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="entitlement"
    )
    force = models.OneToOneField(
        "editorial.ForcePublish", null=True, blank=True, on_delete=models.PROTECT, related_name="entitlement"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    batch = models.CharField(max_length=64, blank=True, help_text=_("Identifier of the import run."))
    source_hash = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of the imported file."))

    class Meta:
        verbose_name = _("entitlement")
        verbose_name_plural = _("entitlements")
        indexes = [models.Index(fields=["page", "-id"], name="entitlement_of_page")]
        constraints = [
            models.CheckConstraint(
                name="entitlement_rests_on_its_kind",
                condition=Q(kind=EntitlementKind.APPROVAL, approval__isnull=False, force__isnull=True)
                | Q(kind=EntitlementKind.FORCE, approval__isnull=True, force__isnull=False)
                | (Q(kind=EntitlementKind.IMPORT, approval__isnull=True, force__isnull=True) & ~Q(batch="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_id} {self.fingerprint[:12]}"
