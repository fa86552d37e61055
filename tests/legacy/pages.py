"""Pages written for the tests: the layout of the newsroom's old site, with one part changed at a time."""

from __future__ import annotations

from datetime import UTC, datetime

from newsroom.legacy.mapping import ParsedArticle, parse_article
from newsroom.legacy.source import decode_source

NOW = datetime(2026, 1, 15, 3, 0, tzinfo=UTC)
TITLE = "Dinas Uji Bagikan Bibit Mangga kepada Petani Lereng"
LEAD = "Dinas Uji membagikan bibit mangga kepada petani lereng."
FIRST = "Dinas Uji Provinsi membagikan dua ribu bibit mangga kepada petani di lereng gunung."
LAST = "“Bibit ditanam pada musim hujan,” kata penyuluh."


def page(
    *,
    saved: str = "Sabtu, 20 April 2024",
    title: str = TITLE,
    upload: str = "Diunggah pada : 3 Januari 2023 9:05:07 27",
    lead: str = LEAD,
    dateline: str = "Jatim Newsroom – ",
    middle: str = "",
    closing: str = " (her/s)",
    tags: str = "#dinsos jatim",
) -> str:
    """Return a page in the layout of the old site; an empty part is left out."""
    parts = [
        saved,
        title,
        f"{upload}\n{lead}" if lead else upload,
        f"{dateline}{FIRST}",
        middle,
        f"{LAST}{closing}",
        tags,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def parse(text: str | bytes) -> ParsedArticle:
    """Return what is read from a page."""
    return parse_article(decode_source(text.encode() if isinstance(text, str) else text), now=NOW)


def warnings_of(article: ParsedArticle) -> list[str]:
    """Return the codes of the warnings."""
    return [problem.code for problem in article.warnings]


def errors_of(article: ParsedArticle) -> list[str]:
    """Return the codes of the errors."""
    return [problem.code for problem in article.errors]


def paragraphs(article: ParsedArticle) -> list[str]:
    """Return the HTML of the paragraphs of a body."""
    return [block["value"] for block in article.blocks if block["type"] == "paragraph"]
