"""What stands behind the last paragraph: closing, named credits, tags, views, licence sentence, photo credit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsroom.legacy import captions, furniture, views
from newsroom.legacy.closing import Closing, find_closing
from newsroom.legacy.content import Kind, Piece, cut_runs, raw_text
from newsroom.legacy.credits import NamedCredits, read_credits
from newsroom.legacy.layout import Picture
from newsroom.legacy.tags import is_tag_line, read_tags, unique_tags

_TAIL = 1000  # characters at the end of the last paragraph that are looked at
_VIEWS_AT_END = re.compile(
    r"(?:(?<=[)\].!?”\"])\s*|\s{2,})(?P<views>(?:dibaca\s+)?\d[\d.]*\s*(?:kali|x|views?))\s*$", re.IGNORECASE
)
# Behind a closing bracket "#" begins a tag even without a line of its own.
_TAGS_AT_END = re.compile(r"(?<=[)\]])\s*(?P<tags>#(?!\d+\b)[^.!?]+)$")
_CREDITS_AT_END = re.compile(
    r"(?:(?<=[.!?”\")\]])\s*|\s{2,}|\n)(?P<credits>[(\[]?\s*(?:pewarta|penulis|reporter|editor|redaktur|penyunting)\s*:.{0,160})$",
    re.IGNORECASE | re.DOTALL,
)
_PHOTO_BRACKET = re.compile(r"\s*[(\[]\s*(?:sumber\s+)?fo[tr]o\s*[:/][^()\[\]]*[)\]]\s*\.?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Ending:
    """What the end of a page says about the article.

    Attributes:
        closing: the bracket behind the text, or None.
        credits: people named with their role.
        tags: as typed, in order.
        views: view count, or None.
        pictures: photo credits that stand at the end.
        related: "Baca juga" lines from behind the text, in order.
    """

    closing: Closing | None = None
    credits: NamedCredits = field(default_factory=NamedCredits)
    tags: list[str] = field(default_factory=list)
    views: int | None = None
    pictures: list[Picture] = field(default_factory=list)
    related: list[Piece] = field(default_factory=list)


def take_ending(pieces: list[Piece]) -> Ending:
    """Remove the ending from ``pieces`` (in place) and return it."""
    ending = Ending()
    while pieces:
        if not _take_line(pieces[-1], pieces, ending):
            break
        pieces.pop()
    if pieces:
        _take_from_last(pieces, ending)
    return ending


def _take_line(piece: Piece, pieces: list[Piece], ending: Ending) -> bool:
    """Take ``piece`` as a line of the ending; return False where it is text of the article."""
    if piece.kind is Kind.IMAGE:
        ending.pictures.insert(0, Picture(piece.address, piece.text))
        return True
    if piece.kind is Kind.LIST:
        return _take_tag_list(piece, ending)
    if piece.kind is Kind.CAPTION:
        caption = captions.read_caption(piece.text, after_picture=True)
        if caption is not None:
            ending.pictures.insert(0, Picture("", "", caption.text, caption.credit))
        return caption is not None
    if piece.kind not in {Kind.TEXT, Kind.HEADING, Kind.QUOTE}:
        return False
    text = piece.text
    if furniture.is_furniture(text) or furniture.is_licence(text) or captions.is_image_file(text):
        return True
    if is_tag_line(text):
        ending.tags = unique_tags([*read_tags(text), *ending.tags])
        return True
    if (count := views.read_views(text)) is not None:
        ending.views = count if ending.views is None else ending.views
        return True
    if (credits := read_credits(piece.raw)) is not None:
        credits.add(ending.credits)
        ending.credits = credits
        return True
    if furniture.related_title(text):
        ending.related.insert(0, piece)
        return True
    if captions.is_credit_line(text):
        caption = captions.read_caption(text)
        if caption is not None:
            ending.pictures.insert(0, Picture("", "", caption.text, caption.credit))
        return True
    if ending.closing is None:
        closing = find_closing(text, elsewhere=_text_of(pieces[:-1]))
        if closing is not None and closing.start == 0:
            ending.closing = closing
            return True
    return False


def _take_tag_list(piece: Piece, ending: Ending) -> bool:
    texts = [raw_text(item).strip() for item in piece.items]
    if not texts or not all(text.startswith("#") for text in texts):
        return False
    ending.tags = unique_tags([*(tag for text in texts for tag in read_tags(text)), *ending.tags])
    return True


def _take_from_last(pieces: list[Piece], ending: Ending) -> None:
    """Take what is glued to the end of the last paragraph or of the last entry of a list."""
    last = pieces[-1]
    runs = last.items[-1] if last.kind is Kind.LIST and last.items else last.runs
    whole = raw_text(runs)
    offset = max(0, len(whole) - _TAIL)
    text = whole[offset:]
    end = len(text.rstrip())
    changed = True
    while changed:
        changed = False
        text = text[:end].rstrip()
        end = len(text)
        if (start := furniture.licence_start(text)) is not None:
            end, changed = start, True
        elif match := _VIEWS_AT_END.search(text):
            ending.views = views.read_views(match["views"]) if ending.views is None else ending.views
            end, changed = match.start(), True
        elif match := _TAGS_AT_END.search(text):
            ending.tags = unique_tags([*read_tags(match["tags"]), *ending.tags])
            end, changed = match.start(), True
        elif (match := _CREDITS_AT_END.search(text)) and (credits := read_credits(match["credits"])) is not None:
            credits.add(ending.credits)
            ending.credits = credits
            end, changed = match.start(), True
        elif match := _PHOTO_BRACKET.search(text):
            caption = captions.read_caption(match.group())
            if caption is not None:
                ending.pictures.insert(0, Picture("", "", "", caption.credit))
            end, changed = match.start(), True
    end += offset
    if ending.closing is None and last.kind is not Kind.TABLE:
        closing = find_closing(whole[:end], elsewhere=_text_of(pieces[:-1]))
        if closing is not None:
            ending.closing = closing
            end = closing.start
    _keep(pieces, cut_runs(runs, 0, end))


def _keep(pieces: list[Piece], runs: list) -> None:
    """Put back what is left of the last paragraph; drop it when nothing is."""
    last = pieces[-1]
    if last.kind is Kind.LIST and last.items:
        last.items[-1] = runs
        if not raw_text(runs).strip():
            last.items.pop()
            if not last.items:
                pieces.pop()
    elif last.kind is not Kind.TABLE and last.kind is not Kind.VIDEO:
        last.runs = runs
        if not raw_text(runs).strip():
            pieces.pop()


def _text_of(pieces: list[Piece]) -> str:
    return " ".join([piece.text for piece in pieces] + [raw_text(item) for piece in pieces for item in piece.items])
