"""The front page, and the emergency information above all pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from home.front_page import front_page_context
from newsroom.articles.models import ArticlePage
from newsroom.articles.shown import show_articles
from newsroom.core.cache_tags import fresh_until, show
from newsroom.editorial.models import AppendOnlyModel, EditorialPage
from newsroom.editorial.panels import ReviewNoticePanel


class HomePage(EditorialPage):
    """The front page: pinned stories first, then the newest."""

    tagline = models.CharField(_("tagline"), max_length=160, blank=True)

    # The English front page lies below the Indonesian one, so its address says where everything English is.
    parent_page_types = ["wagtailcore.Page", "home.HomePage"]
    subpage_types = ["home.HomePage", "articles.NewsIndexPage", "pages.StandardPage"]
    max_count = 2
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
        running = []
        for pin in HomePin.objects.filter(Q(ends_at=None) | Q(ends_at__gt=moment), page=self):
            has_begun = pin.starts_at is None or pin.starts_at <= moment
            fresh_until(pin.ends_at if has_begun else pin.starts_at)
            if has_begun:
                running.append(pin.article_id)
        return running

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        front = front_page_context(self.pinned_keys())
        show("home")
        show_articles([front["lead_story"], *front["secondary_stories"], *front["latest"]])
        show_articles(article for band in front["channel_bands"] for article in band["articles"])
        return {**super().get_context(request, *args, **kwargs), **front}


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
        if self.article_id and not ArticlePage.objects.public().filter(pk=self.article_id).exists():
            raise ValidationError({"article": _("This release is not public (any more), so it cannot be pinned.")})


class AnnouncementLevel(models.TextChoices):
    """How urgent emergency information is; the first one is read out at once by screen readers."""

    EMERGENCY = "emergency", _("Emergency")
    WARNING = "warning", _("Warning")
    NOTICE = "notice", _("Important information")


class Announcement(AppendOnlyModel):
    """A public release put above all pages for a time (informasi serta-merta).

    It has no words of its own: what readers see is the title of the release, which went out by its own right.
    """

    article = models.ForeignKey("articles.ArticlePage", on_delete=models.PROTECT, related_name="announcements")
    level = models.CharField(_("level"), max_length=16, choices=AnnouncementLevel.choices)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("emergency information")
        verbose_name_plural = _("emergency information")
        indexes = [models.Index(fields=["-ends_at"], name="announcements_by_end")]
        constraints = [
            models.CheckConstraint(name="announcement_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]
        permissions = [("put_up_announcement", "Can put a public release above all pages")]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.article_id}"


class AnnouncementEnd(AppendOnlyModel):
    """Somebody took an announcement down before its end."""

    announcement = models.OneToOneField(Announcement, on_delete=models.PROTECT, related_name="taken_down")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("early end of emergency information")
        verbose_name_plural = _("early ends of emergency information")

    def __str__(self) -> str:
        return str(self.announcement_id)
