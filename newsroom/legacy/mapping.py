"""From the text of a page to an article, without touching a database: what was understood, and what was not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.core.datelines import find_dateline
from newsroom.core.text import normalise
from newsroom.legacy import body, captions, dates, links
from newsroom.legacy.closing import Closing
from newsroom.legacy.content import Kind, Piece
from newsroom.legacy.credits import NamedCredits
from newsroom.legacy.ending import Ending, take_ending
from newsroom.legacy.layout import Layout, Picture, read_layout
from newsroom.legacy.problems import Problem, error, warning
from newsroom.legacy.reader import read_document
from newsroom.legacy.source import Source
from newsroom.legacy.tags import TAG_LENGTH, unique_tags

JAKARTA = ZoneInfo("Asia/Jakarta")  # the newsroom's zone: a day without a time is a day there
_LEAD_LENGTH = 500  # characters; a longer paragraph above the dateline is text
_DATELINE_REACH = 4  # paragraphs of a body in which its dateline is looked for


@dataclass(slots=True)
class ParsedArticle:
    """An article as read from a page; nothing of it is stored yet.

    Attributes:
        published_at: aware time, plain date where the page has no time, or None.
        reporters, editors: initials or names as typed.
        closing: the closing as printed.
        blocks: of the body, as {"type", "value"}.
        address: the page's own address, or "".
        pictures: what the page shows but does not bring along; the first one's caption is the lead image's.
        digest: SHA-256 of the file.
        title_line: line of the title in the file, or the line where it is missed.
    """

    title: str = ""
    published_at: datetime | date | None = None
    views: int | None = None
    lead: str = ""
    dateline: str = ""
    reporters: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    office: str = ""
    closing: str = ""
    tags: list[str] = field(default_factory=list)
    channel: str = ""
    blocks: list[body.Block] = field(default_factory=list)
    address: str = ""
    pictures: list[Picture] = field(default_factory=list)
    digest: str = ""
    title_line: int | None = None
    warnings: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    @property
    def has_time(self) -> bool:
        """Whether the page gives a time of day and not only a day."""
        return isinstance(self.published_at, datetime)

    @property
    def published_moment(self) -> datetime | None:
        """The publication time as an aware time: midnight in Jakarta where only the day is known."""
        if self.published_at is None or isinstance(self.published_at, datetime):
            return self.published_at
        return datetime.combine(self.published_at, time(), tzinfo=JAKARTA)

    @property
    def published_text(self) -> str | None:
        """The publication time in ISO 8601: with offset, a plain date, or None."""
        return self.published_at.isoformat() if self.published_at else None

    @property
    def content_hash(self) -> str:
        """SHA-256 over what readers see. View count and the day of saving are not part of it."""
        content: dict[str, Any] = {
            "title": self.title,
            "published_at": self.published_text,
            "lead": self.lead,
            "dateline": self.dateline,
            "credits": [self.office, self.reporters, self.editors, self.closing],
            "tags": self.tags,
            "blocks": self.blocks,
            "pictures": [[picture.caption, picture.credit] for picture in self.pictures],
        }
        packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(packed.encode()).hexdigest()


def parse_article(
    source: Source,
    *,
    now: datetime,
    zone: tzinfo = JAKARTA,
    hosts: tuple[str, ...] | None = None,
) -> ParsedArticle:
    """Return the article on the page ``source``; its errors say why it cannot be imported.

    Args:
        source: the text of the file.
        now: a publication time after this is an error.
        zone: of times that name none.
        hosts: link hosts that may stay; default: the setting LEGACY_LINK_HOSTS.

    Raises:
        RejectedError: the page cannot be taken apart at all.
    """
    document = read_document(source.text, hosts)
    layout = read_layout(document, zone)
    article = ParsedArticle(
        title=layout.title,
        published_at=layout.moment.value if layout.moment else None,
        channel=layout.channel,
        address=layout.address,
        pictures=list(layout.pictures),
        digest=source.digest,
        title_line=layout.title_line,
        warnings=[*source.warnings, *document.warnings, *layout.warnings],
        errors=list(layout.errors),
    )
    pieces = list(layout.body)
    ending = take_ending(pieces)
    article.views = layout.views if layout.views is not None else ending.views
    _set_credits(article, layout.credits, ending)
    article.tags = _checked_tags([*layout.tags, *ending.tags], article)
    pieces, pictures = body.take_captions(pieces)
    article.pictures = _with_first_caption(article.pictures, [*pictures, *ending.pictures])
    pieces = _without_advertising(body.tidy_pieces(pieces), article)
    pieces = _take_lead_and_dateline(pieces, layout, article)
    article.blocks = body.blocks_of([*pieces, *ending.related])
    _check(article, layout, pieces, now)
    return article


def _without_advertising(pieces: list[Piece], article: ParsedArticle) -> list[Piece]:
    """Leave out paragraphs of gambling advertising that name an address; readers saw them, and should not again."""
    kept = []
    for piece in pieces:
        if links.spam_words(piece.text) and links.names_address(piece.text):
            article.warnings.append(warning("spam_link_removed", piece.line, text=piece.text))
        else:
            kept.append(piece)
    return kept


def _set_credits(article: ParsedArticle, header: NamedCredits, ending: Ending) -> None:
    named = NamedCredits()
    named.add(header)
    named.add(ending.credits)
    closing = ending.closing or Closing("", 0)
    for editor in named.editors:
        closing = closing.with_named_editor(editor)
    article.closing = closing.raw
    article.office = closing.office or named.office
    article.reporters = list(closing.reporters) or list(named.reporters)
    article.editors = list(closing.editors) or list(named.editors)
    if closing.is_unclear:
        article.warnings.append(warning("closing_unclear", text=closing.raw))
    if closing.is_guess:
        article.warnings.append(warning("closing_without_full_stop", text=closing.raw))


def _checked_tags(tags: list[str], article: ParsedArticle) -> list[str]:
    kept = []
    for tag in unique_tags(tags):
        if len(tag) > TAG_LENGTH:
            article.warnings.append(warning("tag_too_long", text=tag))
        else:
            kept.append(tag)
    return kept


def _with_first_caption(header: list[Picture], others: list[Picture]) -> list[Picture]:
    """Give the first picture of the header the caption that stands alone below it."""
    if header and others and not others[0].address and not header[-1].caption:
        header[-1].caption, header[-1].credit = others[0].caption, others[0].credit
        others = others[1:]
    return header + others


def _take_lead_and_dateline(pieces: list[Piece], layout: Layout, article: ParsedArticle) -> list[Piece]:
    """Set lead and dateline; return the paragraphs of the body without them."""
    pieces = list(pieces)
    if len(pieces) > 1 and _same(pieces[0], pieces[1]):
        del pieces[0]  # the lead repeats the first paragraph, dateline and all
        layout.lead_line = None
    at = _dateline_index(pieces)
    above = list(layout.before)
    if at is not None and at > 0:
        above += pieces[:at]
        del pieces[:at]
    elif at is None and not above and pieces and pieces[0].line == layout.lead_line and _is_lead(pieces):
        above.append(pieces.pop(0))
    above = _without_captions(above, article)
    if above and above[0].kind in {Kind.TEXT, Kind.HEADING} and len(above[0].text) <= _LEAD_LENGTH:
        article.lead = normalise(above.pop(0).text)
    if at is not None:
        _cut_dateline(pieces, article)
    pieces = above + pieces
    if pieces and _key(pieces[0].text) == _key(article.lead):
        article.lead = ""
    return pieces


def _dateline_index(pieces: list[Piece]) -> int | None:
    for index, piece in enumerate(pieces[:_DATELINE_REACH]):
        if piece.kind is not Kind.TEXT:
            continue
        found = find_dateline(piece.raw)
        if found is not None and (found.is_own or index <= 1) and len(piece.raw[found.end :].strip()) > 0:
            return index
    return None


def _cut_dateline(pieces: list[Piece], article: ParsedArticle) -> None:
    found = find_dateline(pieces[0].raw)
    if found is None:
        return
    article.dateline = found.name
    if found.is_completed:
        article.warnings.append(warning("dateline_completed", pieces[0].line, text=found.name))
    pieces[0] = pieces[0].cut(found.end)


def _is_lead(pieces: list[Piece]) -> bool:
    """Whether the line glued to the upload line is the lead: a sentence, with the text parted by an empty line."""
    first = pieces[0]
    if first.kind is not Kind.TEXT or len(first.text) > _LEAD_LENGTH or first.text.endswith(":"):
        return False
    return len(pieces) == 1 or not pieces[1].follows


def _without_captions(pieces: list[Piece], article: ParsedArticle) -> list[Piece]:
    """Read what stands above the dateline and ends in a photo credit as the caption of the picture there."""
    text = []
    for piece in pieces:
        has_picture = bool(article.pictures) and not article.pictures[0].caption
        caption = captions.read_caption(piece.text, after_picture=has_picture)
        if piece.kind is not Kind.TEXT or caption is None or not caption.credit:
            text.append(piece)
            continue
        if not has_picture:
            article.pictures.insert(0, Picture(""))
        article.pictures[0].caption, article.pictures[0].credit = caption.text, caption.credit
    return text


def _same(first: Piece, second: Piece) -> bool:
    return first.kind is Kind.TEXT is second.kind and bool(first.text) and _key(first.text) == _key(second.text)


def _key(text: str) -> str:
    return normalise(text).casefold().rstrip(".")


def _check(article: ParsedArticle, layout: Layout, pieces: list[Piece], now: datetime) -> None:
    """Add what is wrong with the article as a whole."""
    line = layout.moment.line if layout.moment else None
    if not article.title:
        article.errors.append(error("no_title", layout.title_line))
    if not any(block["type"] in {"paragraph", "list", "table", "video"} for block in article.blocks):
        article.errors.append(error("no_body", layout.title_line))
    moment = article.published_moment
    if moment is not None and moment > now:
        article.errors.append(error("future_date", line, text=layout.moment.text if layout.moment else ""))
    if moment is None and not _has_date_error(article):
        article.warnings.append(warning("no_publication_time"))
    published_day = moment.astimezone(moment.tzinfo).date() if moment else None
    for day in dates.named_dates(article.title):
        if published_day is not None and day > published_day:
            article.warnings.append(warning("title_date_later", layout.title_line, text=dates.plain_day(day)))
    for piece in pieces:
        article.warnings += dates.running_weekdays(piece.text, piece.line)
        if words := links.spam_words(piece.text):
            article.warnings.append(warning("spam_words", piece.line, text=words))


def _has_date_error(article: ParsedArticle) -> bool:
    return any(problem.code in {"impossible_date", "impossible_time"} for problem in article.errors)
