"""How an article is printed: dateline and closing inside the text, words marked by a search, what machines read.

{% article_body page %}   {% structured_data page %}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template import Context
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom.articles.enums import CreditRole
from newsroom.core.languages import localised
from newsroom.images.renditions import picture_sources
from newsroom.images.specs import renditions_prefetch

register = template.Library()

PARAGRAPH = "paragraph"

_FIRST_PARAGRAPH = re.compile(r"\A\s*<p(?:\s[^>]*)?>")
_LAST_PARAGRAPH = re.compile(r"</p>\s*\Z")
# A data block ends where a browser sees "</script": no angle bracket or ampersand may stand in it as itself.
_SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.filter
def with_dateline(html: Any, dateline: str) -> SafeString:
    """Return ``html`` with "Jatim Newsroom – " in bold at the start of its first paragraph.

    Text that does not begin with a paragraph gets the dateline as a line of its own before it. ``html`` must be safe.
    """
    html = str(html)
    if not dateline:
        return mark_safe(html)
    printed = format_html('<b class="dateline">{} –</b> ', dateline)
    opening = _FIRST_PARAGRAPH.match(html)
    if opening is None:
        return mark_safe(f"<p>{printed}</p>{html}")
    return mark_safe(html[: opening.end()] + printed + html[opening.end() :])


@register.filter
def with_signature(html: Any, signature: str) -> SafeString:
    """Return ``html`` with the closing run on at the end of its last paragraph; both must be safe."""
    html = str(html)
    if not signature:
        return mark_safe(html)
    closing = format_html('<span class="signature">{}</span>', signature)
    end = _LAST_PARAGRAPH.search(html)
    if end is None:
        return mark_safe(f"{html}<p>{closing}</p>")
    return mark_safe(f"{html[: end.start()]} {closing}</p>")


def linked_signature(page: Any) -> SafeString:
    """Return "(her/s)" with each known set of initials leading to what that person signed.

    Where the credits do not spell the printed closing, the closing stays as it is printed, without links.
    """
    printed = page.signature
    if not printed:
        return SafeString("")
    rank = {CreditRole.OFFICE: 0, CreditRole.REPORTER: 1, CreditRole.EDITOR: 2}
    credits = sorted(page.credits.all(), key=lambda credit: rank.get(credit.role, 1))
    if printed != f"({'/'.join(str(credit) for credit in credits)})":
        return escape(printed)
    return format_html("({})", format_html_join("/", "{}", ((_credit(credit),) for credit in credits)))


def _credit(credit: Any) -> SafeString:
    if credit.byline is None:
        return escape(str(credit))
    # The name is said to whoever cannot tell from two letters where the link goes.
    return format_html('<a href="{}" title="{}">{}</a>', credit.byline.public_path, credit.byline.name, str(credit))


@register.simple_tag(takes_context=True)
def article_body(context: Context, page: Any) -> SafeString:
    """Return the body: blocks in their order, the dateline in the first paragraph, the closing after the last.

    One query for the renditions of all pictures in the text, however many there are.
    """
    blocks = list(page.body)
    prefetch_related_objects(list(_images_of(blocks)), renditions_prefetch("renditions", "3x2"))
    surroundings = context.flatten()
    html = [SafeString(block.render(surroundings)) for block in blocks]
    first = next((index for index, block in enumerate(blocks) if block.block_type == PARAGRAPH), None)
    if first is None:
        html.insert(0, with_dateline("", page.dateline))
    else:
        html[first] = with_dateline(html[first], page.dateline)
    if html:
        html[-1] = with_signature(html[-1], linked_signature(page))
    return mark_safe("\n".join(html))


def _images_of(blocks: Iterable[Any]) -> Iterable[Any]:
    """Return the images that the blocks of a body show, once each."""
    pictures: list[Any] = []
    for block in blocks:
        if block.block_type == "image":
            pictures.append(block.value)
        elif block.block_type == "gallery":
            pictures.extend(block.value["images"])
    return {id(picture["image"]): picture["image"] for picture in pictures if picture["image"] is not None}.values()


@register.simple_tag
def alt_text(holder: Any) -> str:
    """Return the alternative text of an article's lead image or of a picture in its text; empty when decorative."""
    if isinstance(holder, Mapping):
        return "" if holder.get("is_decorative") else (holder.get("alt") or "")
    if holder.lead_image_is_decorative:
        return ""
    return holder.lead_image_alt or holder.lead_image.default_alt_text


@register.filter
def credit_line(credit: str) -> str:
    """Return "Foto: rafli / JNR"; a credit that says by itself what it is ("Ilustrasi: ...") stays as it is."""
    return credit if ":" in credit else _("Photo: %(credit)s") % {"credit": credit}


@register.filter
def host_name(url: Any) -> str:
    """Return "www.youtube.com" of an address, so that readers see where a link leads."""
    return urlsplit(str(getattr(url, "url", url))).hostname or ""


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """Return a path as a whole address; an address that is whole already stays."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request is not None else path


@register.simple_tag(takes_context=True)
def share_picture(context: Context, page: Any) -> str:
    """Return the whole address of the picture that stands beside a shared link; empty without one."""
    if page.lead_image is None:
        return ""
    try:
        return absolute(context, picture_sources(page.lead_image, "16x9").img.url)
    except OSError:
        return ""


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Any) -> SafeString:
    """Return the article as schema.org's NewsArticle, in a data block that a strict policy allows."""
    address = absolute(context, page.public_path)
    newsroom = {
        "@type": "NewsMediaOrganization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute(context, localised("/")),
    }
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "inLanguage": page.language,
        "url": address,
        "mainEntityOfPage": address,
        "publisher": newsroom,
        "author": _authors(page) or newsroom,
        "keywords": [item.tag.name for item in page.tagged_items.all()],
    }
    if page.release_number:
        data["identifier"] = page.release_number
    if page.channel is not None:
        data["articleSection"] = page.channel.name
    if page.published_at is not None:
        data["datePublished"] = page.published_at.isoformat()
        data["dateModified"] = (page.changed_at or page.published_at).isoformat()
    if corrections := context.get("corrections"):
        data["correction"] = [_correction_comment(context, correction) for correction in corrections]
    if image := share_picture(context, page):
        data["image"] = [image]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _correction_comment(context: Context, correction: Any) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "name": str(correction.get_kind_display()),
        "text": correction.note,
        "datePublished": correction.published_at.isoformat(),
        "url": absolute(context, reverse("listings:change", args=[correction.pk])),
    }


def _authors(page: Any) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": (credit.byline.name if credit.byline else "") or str(credit)}
        for credit in page.credits.all()
        if credit.role == CreditRole.REPORTER
    ]
