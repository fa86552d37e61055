"""What happened besides the changes of content, which Wagtail's own log holds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.models.append_only import AppendOnlyModel


class AuditEvent(AppendOnlyModel):
    """One event of the audit log, written once by :func:`newsroom.editorial.audit.record`.

    Person and page are kept without a constraint, as Wagtail's log keeps them: a line of the log must neither stop a
    draft from being deleted nor go with it.
    """

    action = models.CharField(_("action"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    network = models.CharField(
        _("network"), max_length=48, blank=True, help_text=_("The first part of the address, not the whole of it.")
    )
    method = models.CharField(max_length=8, blank=True)
    path = models.CharField(_("address asked for"), max_length=255, blank=True)
    data: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        permissions = [("export_release", "Can export the record of a release")]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="audit_newest"),
            models.Index(fields=["action", "-created_at", "-id"], name="audit_of_action"),
            models.Index(fields=["user", "-created_at", "-id"], name="audit_of_person"),
            models.Index(fields=["page", "-created_at", "-id"], name="audit_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.user_id} {self.page_id} {self.created_at:%Y-%m-%d %H:%M:%S}"
