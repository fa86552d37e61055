"""Where the rota of checks stands."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
