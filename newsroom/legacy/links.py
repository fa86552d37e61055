"""Which links of a legacy page may stay: the hosts of one allow-list, and nothing that runs code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings

# Sites of Indonesian government; a newsroom adds its own partners in the setting LEGACY_LINK_HOSTS.
DEFAULT_LINK_HOSTS = ("*.go.id", "infopublik.id", "*.infopublik.id")
# Hosts whose players become a video block.
VIDEO_HOSTS = ("youtube.com", "*.youtube.com", "youtu.be", "youtube-nocookie.com", "*.youtube-nocookie.com")

_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029]")
_HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_YOUTUBE_ID = re.compile(r"(?:/embed/|/shorts/|/v/|[?&]v=|youtu\.be/)([\w-]{6,20})")
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_SPAM = re.compile(
    r"\b(?:slot\s*(?:gacor|online|dana|88|777|thailand|deposit|demo)|(?:situs|agen|bandar|link)\s+(?:judi|slot|togel|bola)|"
    r"judi\s+(?:slot|bola|online\s+terpercaya)|gacor|maxwin|togel|toto\s*(?:macau|slot)|sbobet|rtp\s+(?:live|slot)|"
    r"pragmatic\s+play|scatter\s+hitam|zeus\s+slot|slot\s+zeus|casino\s+online|poker\s+online|bonus\s+new\s+member|"
    r"daftar\s+slot|mahjong\s+ways)\b",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What happens to a link."""

    KEEP = "keep"
    INTERNAL = "internal"  # without a host; its page has another address now
    FOREIGN = "foreign"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Link:
    """A judged link: the cleaned address (empty unless kept) and its host."""

    verdict: Verdict
    address: str = ""
    host: str = ""


def allowed_hosts() -> tuple[str, ...]:
    """Return the patterns of the setting LEGACY_LINK_HOSTS, or the defaults."""
    return tuple(getattr(settings, "LEGACY_LINK_HOSTS", DEFAULT_LINK_HOSTS))


def judge(address: str, hosts: tuple[str, ...]) -> Link:
    """Return what to do with the link to ``address`` when ``hosts`` are allowed."""
    address = _IGNORED_BY_BROWSERS.sub("", address).replace("\\", "/")
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = _SCHEME.match(address)
    if scheme is None:
        return Link(Verdict.INTERNAL)
    if scheme.group().casefold() not in _SAFE_SCHEMES:
        return Link(Verdict.UNSAFE)
    if not scheme.group().casefold().startswith("http"):
        return Link(Verdict.KEEP, address)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").casefold()
    except ValueError:
        return Link(Verdict.UNSAFE)
    if not _HOST.match(host) or "@" in parts.netloc:
        return Link(Verdict.UNSAFE, host=host)
    if host_matches(host, hosts):
        return Link(Verdict.KEEP, address, host)
    return Link(Verdict.FOREIGN, host=host)


def host_matches(host: str, patterns: tuple[str, ...]) -> bool:
    """Return whether ``host`` is one of ``patterns``; "*.go.id" stands for every name below go.id."""
    folded = [pattern.casefold() for pattern in patterns]
    return any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in folded)


def video_address(address: str) -> str:
    """Return the watch page of an embedded player that may become a video block, or ""."""
    link = judge(address, VIDEO_HOSTS)
    if link.verdict is not Verdict.KEEP:
        return ""
    match = _YOUTUBE_ID.search(link.address)
    return f"https://www.youtube.com/watch?v={match[1]}" if match else ""


def names_address(text: str) -> bool:
    """Return whether ``text`` spells out a web address."""
    return bool(_ADDRESS.search(text))


def spam_words(text: str) -> str:
    """Return the first words of ``text`` that gambling advertising uses and newsrooms do not, or ""."""
    match = _SPAM.search(text)
    return match.group() if match else ""
