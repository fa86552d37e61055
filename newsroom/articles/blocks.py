"""The blocks of an article's body. There is no raw HTML block, on purpose."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
INLINE_FEATURES = ["bold", "italic", "link"]

TABLE_OPTIONS = {"minSpareRows": 0, "startRows": 3, "startCols": 3, "colHeaders": False, "rowHeaders": False}


class HeadingBlock(blocks.StructBlock):
    """A heading between paragraphs."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"
        template = "blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Words of a named person, without quotation marks: the template sets them."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    office = blocks.CharBlock(label=_("Office of the speaker"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{speaker}"
        template = "blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture with what readers are told about it, kept with the article and not with the file."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.TextBlock(label=_("Caption"), rows=2, required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), max_length=160, required=False, help_text=_("For example: rafli / JNR")
    )
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        required=False,
        help_text=_("What is to be seen, for people who cannot see it."),
    )
    is_decorative = blocks.BooleanBlock(label=_("Decorative: says nothing that the text does not"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption}"
        template = "blocks/image.html"

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["image"] and not result["is_decorative"] and not result["alt"]:
            if result["image"].description:
                result["alt"] = result["image"].description
            else:
                message = _("Describe the image, or mark it as decorative.")
                raise StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return result


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    images = blocks.ListBlock(PictureBlock(), label=_("Images"), min_num=2, max_num=30)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


class ListBlock(blocks.StructBlock):
    """A list with bullets or numbers."""

    style = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("bullet", _("Bullets")), ("numbered", _("Numbers"))], default="bullet"
    )
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Item")), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "blocks/list.html"


class VideoBlock(blocks.StructBlock):
    """A video on a site of the allow-list; readers follow a link, nothing foreign is loaded."""

    url = EmbedBlock(label=_("Address of the video"), max_width=1200)
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{caption}"
        template = "blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=160, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{title}"
        template = "blocks/document.html"


class RelatedBlock(blocks.StructBlock):
    """ "Baca juga": an article of ours, or a title and address from an import."""

    article = blocks.PageChooserBlock(label=_("Article"), page_type="articles.ArticlePage", required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=255, required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Read also")
        label_format = "{title}"
        template = "blocks/related.html"

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not result["article"] and not result["title"]:
            message = _("Choose an article, or give a title.")
            raise StructBlockValidationError(block_errors={"article": ValidationError(message)})
        return result


class ArticleBodyBlock(blocks.StreamBlock):
    """The body of an article."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), features=PARAGRAPH_FEATURES, template="blocks/paragraph.html", icon="pilcrow"
    )
    heading = HeadingBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    list = ListBlock()
    table = TableBlock(label=_("Table"), template="blocks/table.html", icon="table", table_options=TABLE_OPTIONS)
    video = VideoBlock()
    document = DocumentBlock()
    related = RelatedBlock()
