"""The bracket behind the last paragraph: "(her/s)", "[tok/beq]", "(MC Balangan/ragil)", "*** (Humas/.../MA)".

Pure functions on text. What a bracket means is the custom of the newsrooms: a first part that is an office is the
office; of the rest one part is the reporter, two are reporter and editor, anything else are reporters and a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

CLOSING_LENGTH = 80  # characters between the brackets
_NAME_LENGTH = 25
_SHORT_NAME = 8
_OFFICE_LENGTH = 50

_OFFICE_WORDS = (
    r"mc|mmc|media cent(?:er|re)|tim|humas\w*|(?:dis)?kominfo\w*|kakom|prokopim\w*|protokol\w*|adpim|bag(?:ian|\.)?|"
    r"biro|dinas|dinsos|dinkes|dindik|disdik|dishub|dispora|disbudpar|disper\w+|dlh|satpol pp|badan|bappeda\w*|bpbd|"
    r"setda|sekretariat|setwan|dprd|pemkab|pemkot|pemprov|pemda|ppid|"
    r"infopublik|info publik|red|redaksi|admin\w*|jnr|newsroom|jatim newsroom|puskesmas|rsud|uptd?|"
    r"kecamatan|kelurahan|polres\w*|kodim|kemenag|kpu|bawaslu"
)
_OFFICE = re.compile(rf"^(?:{_OFFICE_WORDS})\.?(?:[\s._-]|$)", re.IGNORECASE)
# An office in capitals on a line of its own: "MC BALANGAN".
_BARE_OFFICE = re.compile(r"^(?:MC|MMC|TIM|HUMAS|DISKOMINFO|KOMINFO|PROKOPIM|MEDIA CENTER)(?:\s+[A-Z.]+){1,4}$")

_AT_END = re.compile(r"(?P<stars>\*{2,}\s*)?(?P<raw>[(\[]\s*(?P<inner>[^()\[\]]+?)\s*[)\]])[\s.,]*$")
_SENTENCE_END = re.compile(r"[.!?…\"'”’“»)\]*]\s*$")
_SPEECH_END = re.compile(r"\w{3,}nya\s*$|\b(?:kata|ujar|ucap)\s+\w+(?:\s+\w+)?\s*$", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_](?:[\w.'’`-]*)(?:\s[^\W\d_][\w.'’`-]*){0,3}$")
_NUMBERED_NAME = re.compile(r"^[A-Z]{1,5}-\d{1,2}$")
_FIGURES = re.compile(r"^[\d\s/.,:%–—-]+$")
_GLOSS = re.compile(
    r"\bred\b\s*[.:]|[,;]\s*red\.?$|^red\s*[:,]|^(?:seri|bagian|bag|lihat|baca|foto|foro|sumber|dok|istimewa|ist|habis|"
    r"bersambung|tamat|tengah|kiri|kanan|atas|bawah|edisi|tahun|pasal|ayat|lampiran)\b[\s.:]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d{2}(?![\d.])")
# Words that stand in brackets as they stand in speech.
_PLAIN_WORDS = (
    "dan dll dsb dst dkk tsb ada ini itu yang bukan tidak juga saja sekarang kemarin besok lalu nanti saya kami kita "
    "mereka dia beliau almarhum alm almarhumah orang unit buah persen rupiah selesai lengkap"
)
_UNITS = "ha km kg cm mm ml ton kk rt rw wib wita wit rp m2"
_DOTTED = re.compile(r"^(?P<names>[^\d/]+(?:\.[^\d/.]+)+)\.\d{1,2}\.\d{1,2}\.\d{4}$")


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands behind the last paragraph.

    Attributes:
        raw: as printed, with its brackets.
        start: index in the text where it begins (with its stars).
        office: the office as typed, or "".
        reporters: initials or names as typed.
        editors: likewise.
        is_unclear: whether there are more names than the custom can place.
        is_guess: whether it stands in an unfinished sentence and could be a remark.
    """

    raw: str
    start: int
    office: str = ""
    reporters: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    is_unclear: bool = False
    is_guess: bool = False

    def with_named_editor(self, name: str) -> Closing:
        """Return the closing read in the light of an editor named elsewhere on the page.

        The last of several reporters is the editor when the initials can be his ("toeb" of "Tobari"); the rest is
        then certain.
        """
        if not self.is_unclear or len(self.reporters) < 2:
            return self
        last = self.reporters[-1]
        if _may_abbreviate(last, name):
            return replace(self, reporters=self.reporters[:-1], editors=[last], is_unclear=False)
        return replace(self, is_unclear=False)


def is_office(text: str) -> bool:
    """Return whether ``text`` begins like the name of an office ("MC Balangan", "prokopim", "red")."""
    return bool(_OFFICE.match(text.strip()))


def find_closing(text: str, *, elsewhere: str = "") -> Closing | None:
    """Return the closing at the end of the last paragraph ``text``, or None.

    Args:
        text: the paragraph, with its white space.
        elsewhere: the rest of the body, to tell an abbreviation of the text from initials.
    """
    bare = text.strip().rstrip(".")
    if _BARE_OFFICE.match(bare):
        return Closing(bare, 0, office=bare)
    # A closing is short: what lies further from the end is not looked at, however long the paragraph.
    match = _AT_END.search(text, max(0, len(text) - 3 * CLOSING_LENGTH))
    if match is None:
        return None
    inner = " ".join(match["inner"].split())
    parts = _parts(inner)
    if parts is None:
        return None
    before = text[: match.start()]
    ends_sentence = not before.strip() or bool(match["stars"]) or bool(_SENTENCE_END.search(before))
    is_sure = ends_sentence or _is_sure(inner, parts, before)
    if not is_sure and not _is_likely(parts, text, elsewhere):
        return None
    if all(_is_abbreviation(part, f"{elsewhere} {before}") for part in parts):
        return None
    closing = _read((match["stars"] or "") + match["raw"], match.start(), parts)
    return closing if is_sure else replace(closing, is_guess=True)


def _parts(inner: str) -> list[str] | None:
    """Return the parts between the slashes, or None where ``inner`` cannot be a closing."""
    if len(inner) > CLOSING_LENGTH or _FIGURES.match(inner) or _GLOSS.search(inner):
        return None
    if dotted := _DOTTED.match(inner):
        return [part.strip() for part in dotted["names"].split(".") if part.strip()]
    if _YEAR.search(inner):
        return None
    parts = [part.strip() for part in re.split(r"[/\\|]", inner)]
    parts = [part for part in parts if part]
    if not parts or not all(_is_part(part, is_first=number == 0) for number, part in enumerate(parts)):
        return None
    if len(parts) == 1 and parts[0].casefold() in _PLAIN_WORDS.split():
        return None
    return parts


def _is_part(part: str, *, is_first: bool) -> bool:
    if set(part) == {"*"} or _NUMBERED_NAME.match(part):
        return True
    if is_first and is_office(part):
        return len(part) <= _OFFICE_LENGTH
    if len(part) > _NAME_LENGTH or not _NAME.match(part):
        return False
    words = part.split()
    # "milik tetangga" is a remark, "Ac Dt" and "PT BP2MI Makassar" are names.
    return len(words) == 1 or all(word[0].isupper() for word in words)


def _is_sure(inner: str, parts: list[str], before: str) -> bool:
    """Whether a bracket inside a sentence is a closing all the same; its writer forgot the full stop."""
    if "*" in inner or (is_office(parts[0]) and (len(parts) > 1 or parts[0].casefold() in {"red", "redaksi"})):
        return True
    is_short = all(len(part) <= _SHORT_NAME and " " not in part for part in parts)
    if len(parts) > 1:
        return is_short and not inner.isupper()
    return is_short and bool(_SPEECH_END.search(before))


def _is_likely(parts: list[str], text: str, elsewhere: str) -> bool:
    """Whether a single name ends a sentence that has no full stop at all; behind a remark there would be one."""
    part = parts[0]
    if len(parts) > 1 or not 1 < len(part) <= _SHORT_NAME or " " in part or text.rstrip().endswith("."):
        return False
    if part.casefold() in _UNITS.split() or (part.isupper() and len(part) > 2):
        return False
    return not re.search(rf"(?<!\w)(?<![(\[]){re.escape(part)}(?!\w)", f"{elsewhere} {text}")


def _is_abbreviation(part: str, text: str) -> bool:
    """Whether ``part`` is a word or abbreviation that the text itself uses ("PPKS"), and not initials."""
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{2,}", part):
        return False
    return bool(re.search(rf"(?<![\w]){re.escape(part)}(?![\w])", text))


def _read(raw: str, start: int, parts: list[str]) -> Closing:
    office = ""
    if is_office(parts[0]):
        office, *parts = parts
    unnamed_reporter = bool(parts) and set(parts[0]) == {"*"}
    names = [part for part in parts if set(part) != {"*"}]
    raw = " ".join(raw.split())
    if unnamed_reporter and not office and len(names) == 1:
        # "[*/pkt]": the star keeps the reporter's place.
        return Closing(raw, start, editors=names)
    if len(names) <= 1:
        return Closing(raw, start, office=office, reporters=names)
    if len(names) == 2 and not office and not unnamed_reporter:
        return Closing(raw, start, reporters=names[:1], editors=names[1:])
    return Closing(raw, start, office=office, reporters=names, is_unclear=True)


def _may_abbreviate(initials: str, name: str) -> bool:
    """Whether ``initials`` can stand for ``name``: the same first letter, and most letters are the name's."""
    wanted = [char for char in initials.casefold() if char.isalpha()]
    letters = [char for char in name.casefold() if char.isalpha()]
    if not wanted or not letters or wanted[0] != letters[0]:
        return False
    return 2 * sum(char in letters for char in wanted) > len(wanted)
