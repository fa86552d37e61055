"""Pages that stand for years."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock

from newsroom.core.fields import StreamField
from newsroom.editorial.fingerprint import referenced_objects, stream_parts
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.panels import ReviewNoticePanel
from newsroom.editorial.wording import readable_lines
from newsroom.images.media_use import sync_media_use
from newsroom.images.models import NewsDocument

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
        }

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
