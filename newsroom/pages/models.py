"""Pages that stand for years, and what the newsroom says of itself on every page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Orderable

from newsroom.agencies.models import Agency
from newsroom.core.cache_tags import show
from newsroom.core.fields import StreamField
from newsroom.core.publisher import Publisher
from newsroom.editorial.fingerprint import referenced_objects, stream_parts
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.panels import ReviewNoticePanel
from newsroom.editorial.wording import readable_lines
from newsroom.images.media_use import sync_media_use
from newsroom.images.models import NewsDocument
from newsroom.pages.masthead import DAY_PARAMETER, masthead_of, read_day

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]


class StandardBodyBlock(blocks.StreamBlock):
    """The body of a standing page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, template="blocks/plain_heading.html", icon="title")
    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), features=FEATURES, template="blocks/paragraph.html", icon="pilcrow"
    )
    table = TableBlock(label=_("Table"), template="blocks/table.html", icon="table")
    document = DocumentChooserBlock(label=_("Document"), template="blocks/plain_document.html")


class StandardPage(EditorialPage):
    """A page that stands for years: about, masthead, guidelines, privacy, accessibility."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(StandardBodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "pages/standard_page.html"
    content_panels = [
        ReviewNoticePanel(),
        *EditorialPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel(
            "masthead_entries",
            label=_("masthead entry"),
            heading=_("Masthead"),
            help_text=_("Only for the page of the masthead. Never delete who has left: give the entry its last day."),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def _documents(self) -> list[NewsDocument]:
        keys = referenced_objects(self.body, NewsDocument)
        return list(NewsDocument.objects.filter(pk__in=keys).order_by("pk")) if keys else []

    def fingerprint_parts(self) -> dict[str, Any]:
        return {
            "introduction": self.introduction,
            "body": stream_parts(self.body),
            "documents": [[document.pk, document.get_file_hash()] for document in self._documents()],
            "masthead": [entry.said() for entry in self.masthead_entries.all()],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        entries = list(self.masthead_entries.select_related("agency"))
        show(*(f"agency-{entry.agency_id}" for entry in entries if entry.agency_id))
        masthead = masthead_of(entries, read_day(request.GET.get(DAY_PARAMETER), today), today)
        return {**super().get_context(request, *args, **kwargs), "masthead": masthead}

    def readable_lines(self) -> list[tuple[str, str]]:
        lines = [("title", self.title), ("introduction", self.introduction)]
        lines += [("body", line) for line in readable_lines(stream_parts(self.body))]
        return [(part, line) for part, line in lines if line]

    def media_files(self) -> list[Any]:
        return list(self._documents())

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if self.live and kwargs.get("update_fields") is None:
            sync_media_use(self, [], self._documents())
        return result


class MastheadEntry(Orderable):
    """Who holds an office of the newsroom, from when to when. Approved with the page it stands on."""

    page = ParentalKey(StandardPage, related_name="masthead_entries", on_delete=models.CASCADE)
    role = models.CharField(
        _("office held"),
        max_length=80,
        help_text=_("For example: Penanggung Jawab, Pemimpin Redaksi, Redaktur, Wartawan."),
    )
    name = models.CharField(_("name"), max_length=150)
    initials = models.CharField(_("initials"), max_length=40, blank=True, help_text=_("As they close an article."))
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day. Empty: still in office."))
    decree = models.CharField(
        _("decree"),
        max_length=160,
        blank=True,
        help_text=_("Number and year of the decision, for example 188/12/2026."),
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("name"), FieldPanel("initials")]),
        FieldRowPanel([FieldPanel("agency"), FieldPanel("decree")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("masthead entry")
        verbose_name_plural = _("masthead entries")

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the start.")})

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on ``day``; the first and the last day count."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def said(self) -> list[Any]:
        """Return what readers are told, ready for the canonical content."""
        days = [day.isoformat() if day else "" for day in (self.starts_on, self.ends_on)]
        return [self.role, self.name, self.initials, self.agency_id, *days, self.decree]


@register_setting(icon="info-circle")
class PublisherSetting(BaseGenericSetting):
    """Who publishes, under which licence, and how to reach the newsroom; shown on every page."""

    name = models.CharField(
        _("name of the publisher"), max_length=120, blank=True, help_text=_("Empty: the name of the site.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("One sentence, for example: Boleh disiarkan ulang dengan menyebut sumber. Empty: just that."),
    )
    licence_url = models.URLField(_("address of the licence"), blank=True)
    contact_email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    contact_phone = models.CharField(_("telephone of the newsroom"), max_length=40, blank=True)

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_url")], heading=_("Source and licence")),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")], heading=_("Contact")),
    ]

    class Meta:
        verbose_name = _("publisher and licence")
        verbose_name_plural = _("publisher and licence")

    def __str__(self) -> str:
        return self.name or str(self._meta.verbose_name)

    def as_publisher(self) -> Publisher:
        """Return what templates print."""
        return Publisher(self.name, self.licence, self.licence_url, self.contact_email, self.contact_phone)


def publisher_on_record() -> Publisher | None:
    """Return what was entered about the publisher; None where nothing was."""
    setting = PublisherSetting.objects.first()
    return setting.as_publisher() if setting is not None else None
