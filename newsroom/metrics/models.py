"""Counted views: one row an article and day, one total an article, and the buffers that were written in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import ArticlePage


class DailyViews(models.Model):
    """Views of an article on one day of the newsroom's time zone."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="daily_views")
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views of days")
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="one_row_per_article_and_day")]
        indexes = [models.Index(fields=["day", "-count"], name="metrics_most_read")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.count}"


class ViewTotal(models.Model):
    """All counted views of an article, so that its page need not add up years of days."""

    article = models.OneToOneField(ArticlePage, primary_key=True, on_delete=models.CASCADE, related_name="view_total")
    count = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("total views")
        verbose_name_plural = _("total views")

    def __str__(self) -> str:
        return f"{self.article_id}: {self.count}"


class WrittenBuffer(models.Model):
    """A buffer whose views are in the rows above. Made in the same transaction, so none is written twice."""

    name = models.CharField(max_length=40, primary_key=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("written buffer")
        verbose_name_plural = _("written buffers")

    def __str__(self) -> str:
        return self.name
