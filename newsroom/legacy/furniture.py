"""Lines of a page that are not the article: licence sentences, share buttons, breadcrumbs, rules, channel names."""

from __future__ import annotations

import re

from newsroom.core.text import normalise

# The newsroom's channels as they stand above or below the title. Event channels come and go; see is_channel().
CHANNELS = (
    "gubernur",
    "wakil gubernur",
    "setda / perangkat daerah",
    "setda/perangkat daerah",
    "umum",
    "perangkat daerah",
    "setda",
)

_LICENCE = re.compile(
    r"(?:(?:seluruh\s+)?(?:konten|berita|artikel|tulisan|materi|isi|naskah)(?:\s+(?:di|dari|pada)\s+(?:portal|situs|website|laman))?\s+ini\s+"
    r"(?:boleh|dapat|bebas|bisa|diperbolehkan)\b|silakan\s+(?:mengutip|menyiarkan|menyebarluaskan)|"
    r"hak\s+cipta\b|copyright\b|©|\(c\)\s*\d{4}|all\s+rights\s+reserved)[^\n]*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s*\-–—_=~•.#|]+$")
# Words of buttons, and words that stand between them. A line of nothing else is no text.
_BUTTONS = (
    "bagikan share sebarkan cetak print salin copy simpan unduh facebook twitter x whatsapp telegram line instagram "
    "email pinterest linkedin tweet like suka komentar ikuti selengkapnya kembali selanjutnya sebelumnya terkait "
    "lainnya admin administrator"
)
_ROW_LENGTH = 120  # characters
_BETWEEN = "berita artikel ini ke di via kami baca tautan link pdf mail e super"
_WORD_END = re.compile(r"[\s:|,•·/-]+")
_BREADCRUMB = re.compile(r"^(?:beranda|home|halaman utama)\b(?:\s*(?:[/»›>|]|::)\s*[^/»›>|]{1,60})*$", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:(?:url|alamat|tautan|link|sumber)\s*:\s*)?(?P<address>https?://[^\s<>\"]+)$", re.IGNORECASE)
_RELATED = re.compile(r"^[(\[]?\s*baca\s+juga\s*[:\-–]\s*(?P<title>.+?)\s*[)\]]?\s*$", re.IGNORECASE | re.DOTALL)


def is_furniture(text: str) -> bool:
    """Return whether ``text`` is a rule, a row of share buttons or a breadcrumb."""
    text = normalise(text)
    return bool(_RULE.match(text) or _BREADCRUMB.match(text)) or _is_row_of_buttons(text)


def _is_row_of_buttons(text: str) -> bool:
    words = set(_WORD_END.split(text.casefold())) - {""}
    buttons = set(_BUTTONS.split())
    return len(text) < _ROW_LENGTH and bool(words & buttons) and words <= buttons | set(_BETWEEN.split())


def is_licence(text: str) -> bool:
    """Return whether ``text`` is a sentence about republishing, which the site says once and not in each article."""
    return bool(_LICENCE.match(normalise(text)))


def licence_start(text: str) -> int | None:
    """Return where a licence sentence at the end of ``text`` begins, or None."""
    match = _LICENCE.search(text)
    if match is None:
        return None
    before = text[: match.start()]
    is_own_sentence = not before.strip() or re.search(r"(?:[.!?)\]”\"]|kali)\s*$", before, re.IGNORECASE)
    return match.start() if is_own_sentence else None


def is_channel(text: str) -> bool:
    """Return whether ``text`` is the name of a channel in capitals, or one of the channels known by name."""
    text = normalise(text)
    if re.sub(r"\s*/\s*", " / ", text.casefold()) in CHANNELS:
        return text.isupper()
    return False


def related_title(text: str) -> str:
    """Return the title behind "Baca juga:", or "" where ``text`` is no such line."""
    match = _RELATED.match(normalise(text))
    return match["title"].strip() if match else ""


def web_address(text: str) -> str:
    """Return the address when ``text`` is nothing but an address of the page ("URL: https://..."), or ""."""
    match = _ADDRESS.match(normalise(text))
    return match["address"] if match else ""
