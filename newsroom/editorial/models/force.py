"""Publication by one person in an emergency, and the second pair of eyes afterwards."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import ForceOutcome
from newsroom.editorial.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from newsroom.editorial.models.records import ContentRecord


class ForcePublishQuerySet(AppendOnlyQuerySet):
    """Emergency publications by where they stand."""

    def open(self) -> ForcePublishQuerySet:
        """Those that no other editor has looked at yet."""
        return self.filter(clearing=None)


class ForcePublish(ContentRecord):
    """An editor's decision to publish an exact text alone; open until another editor clears it."""

    reason = models.TextField(_("reason"), max_length=1000)
    authors = models.JSONField(default=list, help_text=_("Keys of the accounts that wrote or submitted the text."))

    objects: ClassVar[Any] = ForcePublishQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency publication")
        verbose_name_plural = _("emergency publications")
        indexes = [
            models.Index(fields=["page", "-id"], name="force_publish_of_page"),
            models.Index(fields=["revision"], name="force_publish_of_revision"),
        ]
        constraints = [
            models.CheckConstraint(name="force_publish_has_a_reason", condition=~models.Q(reason="")),
        ]
        permissions = [
            ("force_publish_page", "Can publish a page alone in an emergency"),
            ("clear_force_publish", "Can clear another editor's emergency publication"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} @ {self.revision_id}: {self.fingerprint[:12]}"

    @property
    def is_by_its_author(self) -> bool:
        """Whether the one who published the text also wrote it, so that one person stands behind it alone."""
        return self.person_id in self.authors


class ForceClearing(AppendOnlyModel):
    """What another editor found: the row that ends an emergency publication."""

    force = models.OneToOneField(ForcePublish, on_delete=models.PROTECT, related_name="clearing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16, choices=ForceOutcome.choices)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("clearing of an emergency publication")
        verbose_name_plural = _("clearings of emergency publications")

    def __str__(self) -> str:
        return f"{self.force_id}: {self.get_outcome_display()}"


def open_force_of(page_key: int | None) -> ForcePublish | None:
    """Return the oldest emergency publication of a page that nobody has cleared yet, if any."""
    return ForcePublish.objects.open().filter(page_id=page_key).select_related("person").order_by("pk").first()
