"""From a text of the content files to an article on a desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from newsroom.agencies.models import Agency, Region
from newsroom.articles.enums import AgencyRole, CreditRole, Precision
from newsroom.articles.models import (
    ArticleAgency,
    ArticleAttachment,
    ArticleCredit,
    ArticlePage,
    ArticleRegion,
    Channel,
    TaggedArticle,
)
from newsroom.demo.accounts import contact_for
from newsroom.demo.content import LEGACY_PREFIX, Story, moment_of
from newsroom.demo.files import store_document
from newsroom.images.models import NewsImage
from newsroom.people.matching import byline_for
from newsroom.tags.models import NewsTag
from newsroom.users.models import User

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def article_of(story: Story, *, owner: User, images: list[NewsImage], now: datetime) -> ArticlePage:
    """The unsaved article of a release, with its rows; ``images`` are its lead picture and its gallery."""
    lead_image = images[0] if story["picture"] else None
    gallery = images[1:] if story["picture"] else images
    article = ArticlePage(
        title=story.title,
        lead=story.lead,
        body=body_of(story.body, gallery),
        channel=Channel.objects.get(slug=story["channel"]),
        lead_image=lead_image,
        legacy_id=story.legacy_id,
        legacy_views=story["views"],
        owner=owner,
        live=False,
    )
    if story["dateline"]:
        article.dateline = story["dateline"]
    if story["media_contact"]:
        article.media_contact = contact_for(story["media_contact"])
    if elsewhere := story["elsewhere"]:
        article.elsewhere_name = elsewhere["name"]
        article.elsewhere_url = elsewhere["url"]
        article.elsewhere_published_at = moment_of(elsewhere, now)
    if story.is_archive:
        article.published_at = story.moment
        article.published_precision = Precision.DAY if story.has_day_only else Precision.SECOND
    _add_tags(article, story)
    _add_links(article, story)
    _add_credits(article, story)
    _add_attachments(article, story, owner)
    return article


def body_of(blocks: list[Any], gallery: list[NewsImage]) -> list[tuple[str, Any]]:
    """The body as Wagtail takes it: a text is a paragraph, an object one of the other blocks."""
    return [
        ("paragraph", f"<p>{_rich(block)}</p>") if isinstance(block, str) else _block(block, gallery)
        for block in blocks
    ]


def _rich(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))


def _block(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    for name, build in _BUILDERS.items():
        if name in block:
            return build(block, gallery)
    raise ValueError(f"No block of the demo content looks like {sorted(block)}.")


def _heading(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    return "heading", {"text": block["h"]}


def _quote(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    return "quote", {"text": block["quote"], "speaker": block["speaker"], "office": block.get("office", "")}


def _list(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    items = [f"<p>{_rich(item)}</p>" for item in block["list"]]
    return "list", {"style": "numbered" if block.get("numbered") else "bullet", "items": items}


def _table(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    return "table", {
        "data": block["table"],
        "cell": [],
        "mergeCells": [],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": block.get("caption", ""),
    }


def _gallery(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    pictures = [
        {
            "image": image,
            "caption": image.caption,
            "credit": image.credit,
            "alt": image.description,
            "is_decorative": False,
        }
        for image in gallery
    ]
    return "gallery", {"images": pictures}


def _related(block: dict[str, Any], gallery: list[NewsImage]) -> tuple[str, Any]:
    other = ArticlePage.objects.get(legacy_id=f"{LEGACY_PREFIX}{block['related']}")
    return "related", {"article": other, "title": "", "url": ""}


_BUILDERS: dict[str, Callable[[dict[str, Any], list[NewsImage]], tuple[str, Any]]] = {
    "h": _heading,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "gallery": _gallery,
    "related": _related,
}


def _add_tags(article: ArticlePage, story: Story) -> None:
    for name in story["tags"]:
        tag, _created = NewsTag.objects.get_or_create(name=name)
        article.tagged_items.add(TaggedArticle(tag=tag))


def _add_links(article: ArticlePage, story: Story) -> None:
    roles = (("own", AgencyRole.OWN), ("contributing", AgencyRole.CONTRIBUTING), ("subject", AgencyRole.SUBJECT))
    links = [(slug, role) for name, role in roles for slug in story[name] or []]
    for number, (slug, role) in enumerate(links):
        agency = Agency.objects.get(slug=slug)
        article.agency_links.add(ArticleAgency(agency=agency, role=role, sort_order=number))
    for number, code in enumerate(story["regions"]):
        article.region_links.add(ArticleRegion(region=Region.objects.get(code=code), sort_order=number))


def _add_credits(article: ArticlePage, story: Story) -> None:
    """The closing as the files write it: ``her/s`` is reporter and editor, ``office`` stands before both."""
    reporter, _, editor = (story["by"] or "").partition("/")
    parts = (
        (CreditRole.OFFICE, story["office"] or ""),
        (CreditRole.REPORTER, reporter),
        (CreditRole.EDITOR, editor),
    )
    for number, (role, name) in enumerate(part for part in parts if part[1]):
        byline = None if role == CreditRole.OFFICE else byline_for(name, story.moment.date())
        article.credits.add(ArticleCredit(byline=byline, printed_name=name, role=role, sort_order=number))


def _add_attachments(article: ArticlePage, story: Story, owner: User) -> None:
    for number, entry in enumerate(story["attachments"] or []):
        document = store_document(entry["title"], entry["rows"], kind=entry["kind"], owner=owner)
        article.attachments.add(ArticleAttachment(document=document, title=entry["title"], sort_order=number))
