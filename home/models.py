"""The front page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from home.front_page import front_page_context
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.panels import ReviewNoticePanel


class HomePage(EditorialPage):
    """The front page: pinned stories first, then the newest."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.NewsIndexPage", "pages.StandardPage"]
    max_count = 1
    template = "home/home_page.html"
    content_panels = [
        ReviewNoticePanel(),
        *EditorialPage.content_panels,
        FieldPanel("tagline"),
        InlinePanel("pins", label=_("pinned article"), heading=_("Pinned articles"), max_num=6),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def fingerprint_parts(self) -> dict[str, Any]:
        return {
            "tagline": self.tagline,
            "pins": [[pin.article_id, pin.starts_at, pin.ends_at] for pin in self.pins.all()],
        }

    def pinned_keys(self, now: datetime | None = None) -> list[int]:
        """Return the keys of the articles pinned at ``now`` (default: this moment), in their order."""
        moment = now or timezone.now()
        is_running = (Q(starts_at=None) | Q(starts_at__lte=moment)) & (Q(ends_at=None) | Q(ends_at__gt=moment))
        return list(HomePin.objects.filter(is_running, page=self).values_list("article_id", flat=True))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **front_page_context(self.pinned_keys())}


class HomePin(Orderable):
    """An article held at the top of the front page for a time; shown only while it is public."""

    page = ParentalKey(HomePage, related_name="pins", on_delete=models.CASCADE)
    article = models.ForeignKey(
        "articles.ArticlePage", verbose_name=_("article"), on_delete=models.CASCADE, related_name="pins"
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    panels = [FieldPanel("article"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])]

    class Meta(Orderable.Meta):
        verbose_name = _("pinned article")
        verbose_name_plural = _("pinned articles")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end lies before the start.")})
