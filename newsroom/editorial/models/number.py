"""The number of a release: given once, at first publication, without gaps in its series."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.models.append_only import AppendOnlyModel

SERIES_LENGTH = 100


class NumberCounter(models.Model):
    """The last number given in one series and year. Its row is locked while the next one is given."""

    series = models.CharField(max_length=SERIES_LENGTH)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number counter")
        verbose_name_plural = _("number counters")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class ReleaseNumber(AppendOnlyModel):
    """The number of one page, for good: ``012/DINSOS-JATIM/2026``."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=SERIES_LENGTH)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("release number")
        verbose_name_plural = _("release numbers")
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "sequence"], name="release_numbers_are_unique"),
            models.CheckConstraint(name="release_numbers_start_at_one", condition=models.Q(sequence__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.sequence:03d}/{self.series}/{self.year}"
