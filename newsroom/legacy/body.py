"""From the pieces of a body to the blocks of an article."""

from __future__ import annotations

import re
from typing import Any

from newsroom.core.datelines import find_dateline
from newsroom.legacy import captions, furniture
from newsroom.legacy.content import Kind, Piece, Run, cut_runs, inline_html, plain
from newsroom.legacy.layout import Picture
from newsroom.legacy.sanitise import clean_inline

Block = dict[str, Any]

HEADING_LENGTH = 160  # characters
_WRAP_LENGTHS = range(50, 111)  # characters of a line that a program broke
_BULLET = re.compile(r"^\s*(?P<mark>[•▪◦●○·‣∙*-])\s+")
_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?:;…\"”’)\]]\s*$")
_READ_ALSO = re.compile(r"\s*[(\[]\s*baca\s+juga\s*[:\-–]\s*(?P<title>[^()\[\]]+)[)\]]", re.IGNORECASE)


def tidy_pieces(pieces: list[Piece]) -> list[Piece]:
    """Join the lines of wrapped paragraphs, and make lists of lines that begin with a bullet or number."""
    return _gather_lists(_join_wrapped(pieces))


def take_captions(pieces: list[Piece]) -> tuple[list[Piece], list[Picture]]:
    """Part the pictures of a body, with their captions, from its text."""
    text: list[Piece] = []
    pictures: list[Picture] = []
    after_picture = False
    for piece in pieces:
        if piece.kind is Kind.IMAGE:
            pictures.append(Picture(piece.address, piece.text))
            after_picture = True
            continue
        if piece.kind is Kind.TEXT and captions.is_image_file(piece.text):
            pictures.append(Picture(piece.text))
            after_picture = True
            continue
        is_caption = piece.kind is Kind.CAPTION
        if is_caption or (piece.kind is Kind.TEXT and (after_picture or captions.is_credit_line(piece.text))):
            caption = captions.read_caption(piece.text, after_picture=is_caption)
            if caption is not None:
                if not after_picture or not pictures:
                    pictures.append(Picture(""))
                pictures[-1].caption, pictures[-1].credit = caption.text, caption.credit
                after_picture = False
                continue
        after_picture = False
        text.append(piece)
    return text, pictures


def blocks_of(pieces: list[Piece]) -> list[Block]:
    """Return the blocks of ``pieces``; never an empty one."""
    blocks: list[Block] = []
    for piece in pieces:
        blocks += _blocks_of_piece(piece)
    return blocks


def _blocks_of_piece(piece: Piece) -> list[Block]:
    if piece.kind is Kind.LIST:
        items = [html for item in piece.items if (html := clean_inline(inline_html(item)))]
        style = "numbered" if piece.is_numbered else "bullet"
        return (
            [{"type": "list", "value": {"style": style, "items": [f"<p>{html}</p>" for html in items]}}]
            if items
            else []
        )
    if piece.kind is Kind.TABLE:
        value = {"data": piece.rows, "first_row_is_table_header": piece.has_header, "first_col_is_header": False}
        return [{"type": "table", "value": value}]
    if piece.kind is Kind.VIDEO:
        return [{"type": "video", "value": {"url": piece.address, "caption": ""}}]
    if piece.kind in {Kind.HEADING, Kind.TITLE} and 0 < len(piece.text) <= HEADING_LENGTH:
        return [{"type": "heading", "value": {"text": piece.text}}]
    if title := furniture.related_title(piece.text):
        return [_related(title, _first_link(piece.runs))]
    return _paragraph(piece)


def _paragraph(piece: Piece) -> list[Block]:
    """Return the paragraph, and behind it the "(Baca juga: ...)" that stood inside."""
    related: list[Block] = []
    runs = piece.runs
    while match := _READ_ALSO.search(piece.raw if runs is piece.runs else "".join(run.text for run in runs)):
        inside = cut_runs(runs, match.start(), match.end())
        related.append(_related(" ".join(match["title"].split()), _first_link(inside)))
        runs = cut_runs(runs, 0, match.start()) + cut_runs(runs, match.end())
    html = clean_inline(inline_html(runs))
    return ([{"type": "paragraph", "value": f"<p>{html}</p>"}] if html else []) + related


def _related(title: str, url: str) -> Block:
    return {"type": "related", "value": {"article": None, "title": title[:255], "url": url}}


def _first_link(runs: list[Run]) -> str:
    return next((run.href for run in runs if run.href.startswith("http")), "")


def _join_wrapped(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    index = 0
    while index < len(pieces):
        group = [pieces[index]]
        while index + len(group) < len(pieces) and _is_next_line(pieces[index + len(group)]):
            group.append(pieces[index + len(group)])
        index += len(group)
        joined += [_joined(group)] if _is_wrapped(group) else _join_lower_case(group)
    return joined


def _is_next_line(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and piece.follows and piece.is_loose and not _is_entry(piece)


def _is_entry(piece: Piece) -> bool:
    return bool(_BULLET.match(piece.raw) or _NUMBER.match(piece.raw))


def _is_wrapped(group: list[Piece]) -> bool:
    """Whether a program broke the lines: three or more of like length, at least one inside a sentence."""
    above = group[:-1]
    return (
        len(group) > 2
        and all(len(piece.text) in _WRAP_LENGTHS for piece in above)
        and any(not _SENTENCE_END.search(piece.text) for piece in above)
    )


def _join_lower_case(group: list[Piece]) -> list[Piece]:
    """Join a line that goes on in lower case with the one above, unless that one has ended."""
    paragraphs = [[group[0]]]
    for piece in group[1:]:
        goes_on = piece.text[0].islower() and find_dateline(piece.text) is None
        if goes_on and not _SENTENCE_END.search(paragraphs[-1][-1].text):
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([piece])
    return [_joined(lines) for lines in paragraphs]


def _joined(group: list[Piece]) -> Piece:
    runs = list(group[0].runs)
    for piece in group[1:]:
        runs += [Run(" "), *piece.runs]
    first = group[0]
    return Piece(first.kind, first.line, runs, first.follows, first.is_loose)


def _gather_lists(pieces: list[Piece]) -> list[Piece]:
    gathered: list[Piece] = []
    index = 0
    while index < len(pieces):
        entries = _entries_from(pieces, index)
        if entries:
            marks = [_BULLET.match(piece.raw) or _NUMBER.match(piece.raw) for piece in entries]
            items = [cut_runs(piece.runs, mark.end()) for piece, mark in zip(entries, marks, strict=True) if mark]
            is_numbered = _NUMBER.match(entries[0].raw) is not None
            gathered.append(Piece(Kind.LIST, entries[0].line, items=items, is_numbered=is_numbered))
            index += len(entries)
        else:
            gathered.append(pieces[index])
            index += 1
    return gathered


def _entries_from(pieces: list[Piece], start: int) -> list[Piece]:
    """Return the pieces from ``start`` that are entries of one list: bullets, or numbers that count from 1."""
    bullets: list[Piece] = []
    numbers: list[Piece] = []
    for piece in pieces[start:]:
        if piece.kind is not Kind.TEXT:
            break
        number = _NUMBER.match(piece.raw)
        if number and not bullets and int(number["number"]) == len(numbers) + 1:
            numbers.append(piece)
        elif not numbers and _BULLET.match(piece.raw):
            bullets.append(piece)
        else:
            break
    if len(numbers) > 1:
        return numbers
    is_sure = bool(bullets) and plain(bullets[0].runs)[0] not in "-*·"
    return bullets if len(bullets) > 1 or is_sure else []
