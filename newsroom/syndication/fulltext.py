"""The body of an article as plain HTML for feed readers, written without asking the database anything.

Feed readers get the words: paragraphs, headings, quotes, lists and tables. Pictures, videos and files stay on the
page, and links to our own pages and files, which Wagtail keeps as numbers, become plain words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from newsroom.articles.models import ArticlePage
from newsroom.articles.templatetags.article_display import with_dateline, with_signature

_KEPT = frozenset({"a", "b", "strong", "i", "em", "p", "br", "ul", "ol", "li"})

_LINK_SCHEMES = ("https://", "http://", "mailto:")


def rich_text_html(source: str) -> SafeString:
    """Return stored rich text with only the allowed elements, and only links that carry a web or mail address."""
    soup = BeautifulSoup(source, "html.parser")
    for element in soup.find_all(True):
        address = str(element.get("href", ""))
        is_dead_link = element.name == "a" and not address.startswith(_LINK_SCHEMES)
        if is_dead_link or element.name not in _KEPT:
            element.unwrap()
        else:
            element.attrs = {"href": address} if element.name == "a" else {}
    return mark_safe(str(soup))  # Safe: escaped by the parser; elements and attributes are from the list above


def _paragraph(value: Any) -> SafeString:
    return rich_text_html(value.source)


def _heading(value: Any) -> SafeString:
    return format_html("<h2>{}</h2>", value["text"])


def _quote(value: Any) -> SafeString:
    speaker = ", ".join(part for part in (value["speaker"], value["office"]) if part)
    cite = format_html("<p>{}</p>", speaker) if speaker else ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value["text"], cite)


def _list(value: Any) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((rich_text_html(item.source),) for item in value["items"]))
    return format_html("<ol>{}</ol>" if value["style"] == "numbered" else "<ul>{}</ul>", items)


def _table(value: Any) -> SafeString:
    rows = ((format_html_join("", "<td>{}</td>", ((cell or "",) for cell in row)),) for row in value.get("data") or [])
    return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", rows))


_WRITERS: dict[str, Callable[[Any], SafeString]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "table": _table,
}


def body_parts(body: StreamValue) -> list[tuple[str, SafeString]]:
    """Return kind and HTML of each block of words. Of other blocks only the raw data is looked at: no query."""
    return [
        (raw["type"], _WRITERS[raw["type"]](body[index].value))
        for index, raw in enumerate(body.raw_data)
        if raw["type"] in _WRITERS
    ]


def article_html(article: ArticlePage) -> SafeString:
    """Return lead and body, with the dateline in the first paragraph and the closing after the last words."""
    parts = body_parts(article.body)
    html = [part for _kind, part in parts]
    first = next((index for index, (kind, _part) in enumerate(parts) if kind == "paragraph"), None)
    if first is None:
        html.insert(0, with_dateline("", article.dateline))
    else:
        html[first] = with_dateline(html[first], article.dateline)
    html[-1] = with_signature(html[-1], escape(article.signature))
    lead = format_html("<p>{}</p>", article.lead) if article.lead else ""
    return mark_safe(f"{lead}{''.join(html)}")  # Safe: each part is
