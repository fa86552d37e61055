"""What was put right after publication, in the open."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.articles.enums import CorrectionKind
from newsroom.editorial.models import AppendOnlyModel, Approval, ForcePublish


class Correction(AppendOnlyModel):
    """One correction of a public article, as readers see it; written at publication, never changed."""

    article = models.ForeignKey("articles.ArticlePage", on_delete=models.PROTECT, related_name="corrections")
    # It rests on an approval, or on an emergency publication.
    approval = models.OneToOneField(Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    force = models.OneToOneField(ForcePublish, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=CorrectionKind.choices)
    note = models.TextField()
    wrong = models.TextField(blank=True)
    right = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["article", "-published_at"], name="correction_of_article")]
        constraints = [
            models.CheckConstraint(
                name="minor_changes_are_no_corrections", condition=~models.Q(kind=CorrectionKind.MINOR)
            ),
            models.CheckConstraint(
                name="correction_rests_on_one_decision",
                condition=models.Q(approval__isnull=False, force__isnull=True)
                | models.Q(approval__isnull=True, force__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.article_id}"
