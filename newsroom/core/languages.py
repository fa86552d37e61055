"""The languages of the reader's pages: an address says which, and nothing else does.

Indonesian has the plain address, English the same below ``/en/`` with words of its own. No cookie and no header of the
browser changes what an address answers, so a page is the same for everybody and may be cached.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import lazy

MAIN, ENGLISH = "id", "en"
NAMES = {MAIN: "Bahasa Indonesia", ENGLISH: "English"}
ENGLISH_PREFIX = f"/{ENGLISH}/"

# First words of addresses, part of public links: never change them. What is not named here is called the same.
ENGLISH_WORDS = {
    "berita": "news",
    "instansi": "agencies",
    "wilayah": "regions",
    "inisial": "initials",
    "kanal": "channels",
    "arsip": "archive",
    "koreksi": "corrections",
    "cari": "search",
    "periksa": "check",
    "tentang": "about",
    "redaksi-kami": "editorial-board",
    "pedoman-media-siber": "guidelines",
    "privasi": "privacy",
    "aksesibilitas": "accessibility",
}
_INDONESIAN_WORDS = {english: indonesian for indonesian, english in ENGLISH_WORDS.items()}


def language_of(code: str | None = None) -> str:
    """Return "en" for any English variant and "id" for everything else; without ``code``, of the active language."""
    code = code or translation.get_language() or MAIN
    return ENGLISH if code.split("-")[0] == ENGLISH else MAIN


def language_of_path(path: str) -> str:
    """Return the language of the page at ``path``."""
    return ENGLISH if f"{path}/".startswith(ENGLISH_PREFIX) else MAIN


def _with_english_words(path: str) -> str:
    first, slash, rest = path.partition("/")
    return f"{ENGLISH_WORDS.get(first, first)}{slash}{rest}"


def localised(path: str, language: str | None = None) -> str:
    """Return the Indonesian ``path`` ("/kanal/umum/") as it is in ``language`` (default: the active one)."""
    if language_of(language) == MAIN:
        return path
    return ENGLISH_PREFIX + _with_english_words(path.removeprefix("/"))


def main_path(path: str) -> str:
    """Return the Indonesian form of a reader's path in either language."""
    if language_of_path(path) == MAIN:
        return path
    first, slash, rest = path.removeprefix(ENGLISH_PREFIX).partition("/")
    return f"/{_INDONESIAN_WORDS.get(first, first)}{slash}{rest}"


def _words_of_active_language(route: str) -> str:
    return route if language_of() == MAIN else _with_english_words(route)


#: A route for ``path()`` inside ``i18n_patterns``, with the words of the active language.
reader_route = lazy(_words_of_active_language, str)


class ReaderLanguageMiddleware:
    """Activates the language of the address for the time of the request.

    Django's own middleware would look at the browser's languages and say so in ``Vary``. The desk goes on to the
    language that the signed-in person chose, which Wagtail activates in its views.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_english = language_of_path(request.path) == ENGLISH
        with translation.override(ENGLISH if is_english else settings.LANGUAGE_CODE):
            return self.get_response(request)
