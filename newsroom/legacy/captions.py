"""Captions and photo credits: "... (2/6/2025) Foro: rafli JNR", "Foto Istimewa", "... (Diskominfo Kepri)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.core.text import normalise

CREDIT_LENGTH = 160  # characters
_CAPTION_LENGTH = 400  # characters; longer paragraphs are text of the article

# The scanner of typing mistakes: Foto, Foro, Poto, Fotro; with a colon, or "Foto Istimewa" and "Foto dok."
_CREDIT = re.compile(
    r"[(\[]?\b(?:sumber\s+)?(?:Fo[tr]o|Fot|Poto|Photo|Fto)(?:grafer)?s?\b\s*(?::|(?=ist(?:imewa)?\b)|(?=dok\b)|/|by\b|oleh\b)\s*"
    r"(?P<credit>[^()\[\]]{1,160}?)\s*[)\]]?\s*[.]?\s*$",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(r"^[(\[]?\s*(?:sumber\s+)?(?:Fo[tr]o|Poto|Photo|Fto)\b\s*[:/]?\s*", re.IGNORECASE)
_BRACKET = re.compile(
    r"[(\[]\s*(?:dok\.?\s*:?\s*|ist(?:imewa)?\b)?(?P<credit>[^()\[\]]{2,80})[)\]]\s*[.]?\s*$", re.IGNORECASE
)
_IMAGE_FILE = re.compile(r"^[^\n<>|:*?\"]{1,120}\.(?:jpe?g|png|gif|webp|bmp|jfif|tiff?|heic)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under a picture, and who took it."""

    text: str
    credit: str = ""


def is_image_file(text: str) -> bool:
    """Return whether ``text`` is nothing but the name of an image file."""
    text = text.strip()
    return bool(_IMAGE_FILE.match(text)) and len(text.split()) <= 8


def read_caption(text: str, *, after_picture: bool = False) -> Caption | None:
    """Return the caption that ``text`` is, or None where it is text of the article.

    Args:
        text: a paragraph.
        after_picture: whether a picture stands before it; then a bracket at the end is the credit.
    """
    text = normalise(text)
    if not text or len(text) > _CAPTION_LENGTH:
        return None
    if match := _CREDIT.search(text):
        return Caption(text[: match.start()].strip(" |-–"), match["credit"].strip(" .|")[:CREDIT_LENGTH])
    if not after_picture:
        return None
    if (match := _BRACKET.search(text)) and not re.search(r"\d{4}|\d/\d", match["credit"]):
        return Caption(text[: match.start()].strip(), normalise(match["credit"]))
    return Caption(text)


def is_credit_line(text: str) -> bool:
    """Return whether ``text`` is a photo credit and nothing else ("Foto : Yanu / JNR", "Foto Istimewa")."""
    text = normalise(text)
    return bool(_CREDIT_LINE.match(text)) and len(text) <= CREDIT_LENGTH and read_caption(text) is not None
