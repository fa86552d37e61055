"""What a reader asks about: an address, a number, or a text; and the release that an address or number leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect

from newsroom.articles.models import ArticlePage, Correction
from newsroom.core.languages import main_path
from newsroom.core.text import normalise
from newsroom.editorial import numbers

MOST_CHARACTERS = 20_000
FEWEST_WORDS = 3
# Addresses in a pasted text that are followed.
MOST_ADDRESSES = 5

_WHOLE_ADDRESS = re.compile(r"(?:https?://|www\.|/)\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*", re.IGNORECASE)
_ADDRESS_INSIDE = re.compile(r"https?://[^\s<>\"“”*]+", re.IGNORECASE)
_SHORT_LINK = re.compile(r"/r/(?P<number>[\w-]{1,120})/?")
_CORRECTION = re.compile(r"/koreksi/(?P<key>\d{1,9})/?")
# What may stand behind an address in a sentence.
_BEHIND = ".,;:!?)]}'’”*_~"


@dataclass(frozen=True)
class Answered:
    """The release an address or number leads to, if any; ``foreign_host`` is that of another site."""

    is_text: bool = False
    article: ArticlePage | None = None
    foreign_host: str = ""


def is_address(text: str) -> bool:
    """Whether ``text`` is an address and nothing else."""
    return _WHOLE_ADDRESS.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether ``text`` is written like the number of a release."""
    return numbers.is_number(text)


def answer(text: str, request: HttpRequest) -> Answered:
    """Return what ``text`` leads to: only releases whose address answers; a draft is as unknown as nothing."""
    text = normalise(text)
    if is_number(text):
        page = numbers.page_for(text)
        return Answered(article=addressable(page.pk) if page is not None else None)
    if not is_address(text):
        return Answered(is_text=True)
    path, host = _parts(text, request)
    if host:
        # An address of the old site is known word for word; on any other host an address proves nothing.
        return Answered(article=_by_legacy_address(text), foreign_host=host)
    return Answered(article=_at(path) or _by_legacy_address(text))


def addresses_in(text: str, request: HttpRequest) -> tuple[str, list[ArticlePage]]:
    """Return a pasted text without the addresses of this site in it, and the releases they lead to.

    Addresses of other sites stay: somebody may have put them there.
    """
    found: dict[int, ArticlePage] = {}
    looked_up = 0

    def without(match: re.Match[str]) -> str:
        nonlocal looked_up
        address = match.group().rstrip(_BEHIND)
        path, host = _parts(address, request)
        if host:
            return match.group()
        looked_up += 1
        article = _at(path) if looked_up <= MOST_ADDRESSES else None
        if article is not None:
            found.setdefault(article.pk, article)
        return " " + match.group()[len(address) :]

    return _ADDRESS_INSIDE.sub(without, text), list(found.values())


def addressable(key: int) -> ArticlePage | None:
    """Return the release with this key if its address answers readers, be it with a notice."""
    found: ArticlePage | None = ArticlePage.objects.addressable().select_related("channel").filter(pk=key).first()
    return found


def _parts(address: str, request: HttpRequest) -> tuple[str, str]:
    """Return the path of an address, and its host where that is not this site's."""
    if address.startswith("/") and not address.startswith("//"):
        return address, ""
    whole = address if "//" in address[:8] else f"https://{address}"
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", address
    own = {request.get_host().partition(":")[0], urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""}
    return parts.path or "/", "" if host in {name.removeprefix("www.") for name in own} else host or address


def _at(path: str) -> ArticlePage | None:
    path = "/" + unquote(path).partition("?")[0].partition("#")[0].strip("/")
    plain = main_path(path)
    if short := _SHORT_LINK.fullmatch(plain):
        page = numbers.page_for(short["number"])
        return addressable(page.pk) if page is not None else None
    if correction := _CORRECTION.fullmatch(plain):
        key = Correction.objects.filter(pk=int(correction["key"])).values_list("article", flat=True).first()
        return addressable(key) if key is not None else None
    return _by_path(path) or _redirected(path)


def _by_path(path: str) -> ArticlePage | None:
    found = ArticlePage.objects.addressable().select_related("channel").filter(address=path.rpartition("/")[2]).first()
    return found if found is not None and found.public_path.rstrip("/") == path else None


def _redirected(path: str) -> ArticlePage | None:
    redirect = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).first()
    if redirect is None:
        return None
    if redirect.redirect_page_id:
        return addressable(redirect.redirect_page_id)
    return _by_path("/" + urlsplit(redirect.redirect_link).path.strip("/"))


def _by_legacy_address(text: str) -> ArticlePage | None:
    plain = re.sub(r"^https?://", "", text, flags=re.IGNORECASE).partition("#")[0].rstrip("/")
    ways = [scheme + plain + end for scheme in ("https://", "http://", "") for end in ("", "/")]
    known = ArticlePage.objects.addressable().select_related("channel").filter(legacy_url__in=ways)
    found: ArticlePage | None = known.exclude(legacy_url="").order_by("pk").first()
    return found
