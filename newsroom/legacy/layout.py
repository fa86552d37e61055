"""Where on a page stand title, upload line, header and body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import tzinfo

from newsroom.core.datelines import find_dateline
from newsroom.core.text import normalise
from newsroom.legacy import captions, dates, furniture
from newsroom.legacy.closing import find_closing
from newsroom.legacy.content import Kind, Piece, Run
from newsroom.legacy.credits import NamedCredits, awaits_name, is_name
from newsroom.legacy.fields import Fields, is_upload_line, read_fields, rest_is_text
from newsroom.legacy.problems import Problem, error, warning
from newsroom.legacy.reader import Document
from newsroom.legacy.tags import is_tag_line, unique_tags

_TITLE_LENGTH = 255  # characters that can be stored
# Below this label stands the lead, without an empty line between.
_LEAD_FOLLOWS = re.compile(r"\s*diunggah\s+pada\b", re.IGNORECASE)
_SHORTEST_HEADER = 2  # day of saving, title, time: no article ends before
_HEADER_REACH = 8  # pieces below the title in which a date without label can be the publication time


@dataclass(slots=True)
class Picture:
    """A picture that the page names; it stays with the old site."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Layout:
    """A page taken apart.

    Attributes:
        title: as typed, normalised; "" where the page has none.
        title_line: its line in the file, or the line where it is missed.
        moment: publication time, or None.
        views: view count, or None.
        credits: people and offices named.
        tags: categories of the header, which the newsrooms use as tags.
        channel: name of the channel, or "".
        address: the page's own address, or "".
        before: paragraphs between title and upload line (a subtitle).
        body: everything below the header.
        lead_line: line in the file of a text glued to the upload line, where the lead stands, or None.
        pictures: pictures of the header and their captions.
    """

    title: str = ""
    title_line: int | None = None
    moment: dates.Moment | None = None
    views: int | None = None
    credits: NamedCredits = field(default_factory=NamedCredits)
    tags: list[str] = field(default_factory=list)
    channel: str = ""
    address: str = ""
    before: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    lead_line: int | None = None
    pictures: list[Picture] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)


def read_layout(document: Document, zone: tzinfo) -> Layout:
    """Return the parts of ``document``; times that name no zone are in ``zone``."""
    layout = Layout(address=document.address)
    pieces = _join_labels([piece for piece in document.pieces if not _is_noise(piece)])
    pieces = _split_single_line(pieces)
    pieces = _cut_second_article(pieces, layout, zone)
    uploads = [index for index, piece in enumerate(pieces) if _is_text(piece) and is_upload_line(piece.raw)]
    upload = uploads[0] if uploads else None
    start = _read_title(pieces, upload, document, layout, zone)
    if upload is None:
        upload = _unlabelled_upload(pieces, start, zone)
    body_start = _read_header(pieces, start, upload, layout, zone)
    layout.body = pieces[body_start:]
    if layout.moment is None and not layout.errors and document.published:
        _take_moment(document.published, layout, zone)
    return layout


def _is_text(piece: Piece) -> bool:
    return piece.kind in {Kind.TEXT, Kind.HEADING}


def _is_noise(piece: Piece) -> bool:
    return _is_text(piece) and furniture.is_furniture(piece.text)


def _join_labels(pieces: list[Piece]) -> list[Piece]:
    """Join "Diunggah pada :" and "Editor:" with the date or name on the line below, and a view count on its own."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _is_text(last) and _is_text(piece) and _belongs_to(last, piece):
            gap = "\n" if is_upload_line(last.raw) and last.text[-1].isdigit() else " "
            last.runs = [Run(last.raw.rstrip()), Run(gap), *piece.runs]
        else:
            joined.append(piece)
    return joined


def _belongs_to(label: Piece, piece: Piece) -> bool:
    text = label.text
    if is_upload_line(text):
        if text.endswith(":"):
            return dates.match_moment(piece.text) is not None
        return re.fullmatch(r"\d[\d.]*(?:\s*kali)?", piece.text, re.IGNORECASE) is not None and piece.follows
    return awaits_name(text) and is_name(piece.text) and not awaits_name(piece.text) and not is_tag_line(piece.text)


def _split_single_line(pieces: list[Piece]) -> list[Piece]:
    """Part a page that was saved as one line: title, time, credits and text in a row, parted by wide spaces."""
    if not pieces or not pieces[0].is_loose:
        return pieces
    first = pieces[0]
    raw = first.raw
    match = dates.search_moment(raw)
    if match is None or match.start() == 0 or not raw[: match.start()].strip() or is_upload_line(raw):
        return pieces
    is_parted = re.search(r"(?:\s{2,}|\|\s*)$", raw[: match.start()]) is not None
    if not is_parted and not (match["weekday"] and match["zone"]):
        return pieces
    title, header = first.cut(0, match.start()), first.cut(match.start())
    title.runs = [Run(title.raw.rstrip(" |\t\u00a0"))]
    return [title, header, *pieces[1:]]


def _cut_second_article(pieces: list[Piece], layout: Layout, zone: tzinfo) -> list[Piece]:
    """Report a second upload line, and return the pieces of the first article."""
    second = _second_upload(pieces, zone)
    if second is None:
        return pieces
    layout.errors.append(error("two_articles", pieces[second].line))
    end = second - 1  # the line above is the second title
    while end > 1 and dates.match_moment(pieces[end - 1].text) and not is_upload_line(pieces[end - 1].raw):
        end -= 1
    return pieces[:end]


def _second_upload(pieces: list[Piece], zone: tzinfo) -> int | None:
    """Return the index of the line where a second article gives its publication time, or None."""
    uploads = [index for index, piece in enumerate(pieces) if _is_text(piece) and is_upload_line(piece.raw)]
    if len(uploads) > 1:
        return uploads[1]
    has_ended = False
    header_end = uploads[0] if uploads else _SHORTEST_HEADER
    for index, piece in enumerate(pieces[:-1]):
        if index <= header_end or not _is_text(piece):
            continue
        if has_ended and (fields := _header_fields(piece, zone)) and fields.moment is not None:
            following = [later.text for later in pieces[index + 1 :] if _is_text(later)]
            # A date in the foot of a page is followed by addresses, a second article by a dateline or closing.
            if any(find_dateline(text) or _ends_article(text) for text in following):
                return index
        has_ended = has_ended or is_tag_line(piece.text) or _ends_article(piece.text)
    return None


def _ends_article(text: str) -> bool:
    """Whether a closing stands at the end of ``text``, with the slash that tells it from a remark."""
    closing = find_closing(text)
    return closing is not None and "/" in closing.raw and closing.start > 0


def _read_title(pieces: list[Piece], upload: int | None, document: Document, layout: Layout, zone: tzinfo) -> int:
    """Find the title; return the index of the first piece below it."""
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.TITLE and normalise(piece.text):
            _set_title(piece, layout)
            _read_above(pieces[:index], layout, zone)
            return index + 1
    limit = len(pieces) if upload is None else upload
    for index, piece in enumerate(pieces[:limit]):
        if not _is_text(piece):
            continue
        if _is_title(piece, zone):
            _set_title(piece, layout)
            _read_above(pieces[:index], layout, zone)
            return index + 1
        if furniture.is_channel(piece.text) or _header_fields(piece, zone) or furniture.web_address(piece.text):
            continue
        break
    if pieces:
        layout.title_line = pieces[limit if limit < len(pieces) else 0].line
    layout.title = normalise(document.title)
    return 0


def _is_title(piece: Piece, zone: tzinfo) -> bool:
    text = piece.text
    dateline = find_dateline(text)
    return not (
        furniture.is_channel(text)
        or _header_fields(piece, zone) is not None
        or captions.is_image_file(text)
        or furniture.web_address(text)
        or (dateline is not None and dateline.is_own and len(text) > 100)
    )


def _header_fields(piece: Piece, zone: tzinfo) -> Fields | None:
    """Return the fields of a piece that is nothing but fields."""
    raw = piece.raw
    fields = read_fields(raw, zone=zone, line=piece.line)
    return fields if fields is not None and not raw[fields.rest :].strip() else None


def _set_title(piece: Piece, layout: Layout) -> None:
    layout.title = normalise(piece.text)
    layout.title_line = piece.line
    if len(layout.title) > _TITLE_LENGTH:
        layout.errors.append(error("title_too_long", piece.line, count=len(layout.title)))


def _read_above(pieces: list[Piece], layout: Layout, zone: tzinfo) -> None:
    """Take channel, address and a full time from above the title. A line that is only a date is the day of saving."""
    for piece in pieces:
        if not _is_text(piece):
            continue
        if furniture.is_channel(piece.text):
            layout.channel = normalise(piece.text)
        elif address := furniture.web_address(piece.text):
            layout.address = layout.address or address
        elif (fields := _header_fields(piece, zone)) is not None and not fields.is_date_only:
            _take_fields(fields, layout)


def _unlabelled_upload(pieces: list[Piece], start: int, zone: tzinfo) -> int | None:
    for index, piece in enumerate(pieces[start : start + _HEADER_REACH], start):
        if not _is_text(piece):
            continue
        fields = read_fields(piece.raw, zone=zone, line=piece.line)
        if fields is not None and (fields.moment is not None or fields.errors):
            rest = piece.raw[fields.rest :]
            has_time = fields.moment is not None and fields.moment.has_time
            if not rest.strip() or (has_time and (piece.is_loose or not rest_is_text(rest))):
                return index
        if find_dateline(piece.text):
            return None
    return None


def _read_header(pieces: list[Piece], start: int, upload: int | None, layout: Layout, zone: tzinfo) -> int:
    """Read the lines below the title; return the index of the first piece of the body."""
    index = start
    while index < len(pieces):
        piece = pieces[index]
        if piece.kind is Kind.IMAGE:
            layout.pictures.append(Picture(piece.address, piece.text))
        elif not _is_text(piece) and piece.kind is not Kind.CAPTION:
            break
        elif captions.is_image_file(piece.text):
            layout.pictures.append(Picture(normalise(piece.text)))
        elif not _read_header_line(piece, index, upload, layout, zone):
            if upload is None or index > upload:
                break
            layout.before.append(piece)
        if index == upload:
            index = _after_upload(pieces, index, layout, zone)
            upload = -1  # read; the text behind it may have taken its place
            continue
        index += 1
    return index


def _read_header_line(piece: Piece, index: int, upload: int | None, layout: Layout, zone: tzinfo) -> bool:
    """Take what ``piece`` says about the article; return whether it was a line of the header."""
    if furniture.is_channel(piece.text):
        layout.channel = layout.channel or normalise(piece.text)
        return True
    if address := furniture.web_address(piece.text):
        layout.address = layout.address or address
        return True
    if index == upload:
        return True
    fields = _header_fields(piece, zone)
    if fields is None:
        return False
    if fields.moment is not None and layout.moment is None and upload is not None and index < upload:
        fields.moment = None  # the upload line below says it
    _take_fields(fields, layout)
    return True


def _after_upload(pieces: list[Piece], index: int, layout: Layout, zone: tzinfo) -> int:
    """Read the upload line at ``index``; text behind its fields becomes a piece of its own."""
    piece = pieces[index]
    raw = piece.raw
    fields = read_fields(raw, zone=zone, line=piece.line)
    if fields is None:
        return index + 1
    _take_fields(fields, layout)
    rest = piece.cut(fields.rest)
    if rest.raw.strip():
        if rest_is_text(rest.raw):
            rest.follows = False
            pieces[index] = rest
            return index
        layout.warnings.append(warning("header_text_ignored", piece.line, text=rest.text))
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is not None and following.follows and _LEAD_FOLLOWS.match(raw) and following.kind is Kind.TEXT:
        layout.lead_line = following.line
    return index + 1


def _take_fields(fields: Fields, layout: Layout) -> None:
    if fields.moment is not None and layout.moment is None:
        layout.moment = fields.moment
        layout.warnings += fields.warnings
    elif fields.moment is None:
        layout.warnings += fields.warnings
    layout.errors += fields.errors
    layout.views = fields.views if layout.views is None else layout.views
    layout.credits.add(fields.credits)
    layout.tags = unique_tags([*layout.tags, *fields.categories])


def _take_moment(text: str, layout: Layout, zone: tzinfo) -> None:
    match = dates.match_moment(text.strip())
    if match is not None and match.end() == len(text.strip()):
        layout.moment = dates.read_moment(match, zone=zone)
