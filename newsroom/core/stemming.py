"""Words of Indonesian text as search compares them: folded, without the commonest ones, and their stems.

Done in Python, so that SQLite and PostgreSQL find the same. The stems are Snowball's, the algorithm of PostgreSQL's
own ``indonesian``, corrected by two lists of this project (``data/unstemmed.txt``, ``data/roots.txt``).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from newsroom.core.text import normalise

WORD_LENGTH = 60  # characters; a longer run of letters is no word

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+")
# "Jum'at" and "Ma’ruf" are one word.
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`ʼ](?=\w)")
_PREFIXES = ("", "di", "ter", "ke", "ber", "per", "memper", "diper", "keber", "pember")
_SUFFIXES = ("", "kan", "i", "an", "nya", "annya", "kannya", "inya", "lah", "kah")
_VOWELS_AND_THROAT = frozenset("aiueogh")
# What me- and pe- become before a letter that disappears, and before one that stays.
_SWALLOWED = {"k": "ng", "p": "m", "s": "ny", "t": "n"}
_KEEPING_NASALS = {**dict.fromkeys("bfv", "m"), **dict.fromkeys("dcjz", "n")}

# Words that stand in nearly every text and say nothing about it. Words that negate stay.
_COMMON = """
    adalah agar akan antara apabila atas atau bagi bahkan bahwa beberapa begitu bila bisa dalam dan dapat dari
    daripada demikian dengan di dia guna hal hanya hingga ia ini itu jika juga kalau kami karena ke kepada
    ketika kita lagi lain lebih maka masih melalui mereka merupakan namun nya oleh pada para per pula pun saat
    saja sambil sampai sangat saya sebagai sebuah secara sedang sehingga sejak selain seorang seperti serta
    setelah siapa suatu sudah supaya tapi telah tentang terhadap tersebut tetapi tiap untuk yaitu yakni yang
"""
STOP_WORDS = frozenset(_COMMON.split())

_stemmers = threading.local()


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in their order, folded to plain letters and figures, common ones included.

    A word of another script is written as its bytes, so that every word is the same to every database.
    """
    folded = _APOSTROPHE.sub("", normalise(text)).casefold()
    if folded.isascii():
        return _WORD.findall(folded)
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [word if word.isascii() else _as_figures(word) for word in _WORD.findall(plain)]


def _as_figures(word: str) -> str:
    return "u" + word.encode("utf-8", "ignore").hex()[:WORD_LENGTH]


def search_words(text: str) -> list[str]:
    """Return the words of ``text`` that search looks at, in their order and with repetitions."""
    return [word[:WORD_LENGTH] for word in words_of(text) if word not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one folded word: ``pelatihan`` and ``melatih`` give ``latih``."""
    if len(word) > WORD_LENGTH or not word.isalpha():
        return word
    if word in _unstemmed():
        return word
    return _families().get(word) or _stemmer().stemWord(word)


def _stemmer() -> snowballstemmer.stemmer:
    # A stemmer holds the word it works on, so each thread has its own.
    if not hasattr(_stemmers, "indonesian"):
        _stemmers.indonesian = snowballstemmer.stemmer("indonesian")
    return _stemmers.indonesian


@cache
def _unstemmed() -> frozenset[str]:
    return frozenset(_listed("unstemmed.txt"))


@cache
def _families() -> dict[str, str]:
    """Return the root of each regular word of the listed roots."""
    families: dict[str, str] = {}
    roots = list(dict.fromkeys(_listed("roots.txt")))
    for root in roots:
        for start in (*(prefix + root for prefix in _PREFIXES), *_nasal_forms(root)):
            for suffix in _SUFFIXES:
                families.setdefault(start + suffix, root)
    # A root is its own stem, whatever another root's words look like.
    return {**families, **{root: root for root in roots}}


def _nasal_forms(root: str) -> list[str]:
    first = root[0]
    if first in _SWALLOWED:
        changed = _SWALLOWED[first] + root[1:]
    elif first in _VOWELS_AND_THROAT:
        changed = "ng" + root
    else:
        changed = _KEEPING_NASALS.get(first, "") + root
    joined = [f"be{root}"] if first == "r" else []
    return [*(prefix + changed for prefix in ("me", "pe")), f"pe{root}", *joined]


def _listed(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
