"""Where the rota of checks stands, and the marks by which a pasted text is found."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import ArticlePage


class Rota(models.Model):
    """The place at which the next slice of checks begins; one row."""

    page_position = models.PositiveBigIntegerField(default=0)
    chain_position = models.PositiveBigIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    rounds = models.PositiveIntegerField(default=0, help_text=_("How often all pages were checked."))
    round_ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("rota of checks")
        verbose_name_plural = _("rotas of checks")

    def __str__(self) -> str:
        return f"{self.page_position}, {self.chain_position}"


class TextMark(models.Model):
    """A short hash of words that stood in a published text; see :mod:`newsroom.authenticity.marks`.

    Marks of earlier versions stay: who kept a text from before a correction finds it too.
    """

    mark = models.BigIntegerField()
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "article"], name="text_mark_once")]

    def __str__(self) -> str:
        return f"{self.mark:x}: {self.article_id}"


class MarkingPlace(models.Model):
    """The entry of the ledger up to which texts were marked; one row."""

    sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.sequence)
