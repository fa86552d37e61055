"""Walks the screens of the editors' office as a signed-in person, and finds English left on them.

What is English is learnt from the catalogues: a word of the English sources that no Indonesian translation uses. That
finds also what was never marked for translation, as long as its words occur in any source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import allauth
import django
import polib
import wagtail
from bs4 import BeautifulSoup, Comment
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

WORD = re.compile(r"[^\W\d_]{2,}(?:['’][a-z]+)?")
# Addresses, paths, placeholders and file names are not prose.
NOT_PROSE = re.compile(r"\S*(?:@|://|/|\\|%\(|\{)\S*|\S+\.\S+|\S+_\S+|--\S+|\b\S+=\S+|\b\w{30,}\b")
SPOKEN_ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt")
# Words that an Indonesian newsroom uses as they are, and names.
KEPT_WORDS = frozenset({"wagtail", "english", "javascript", "rss", "whatsapp"})
# The name of the first node of Wagtail's trees is a row of the database, not a string.
KEPT_NAMES = re.compile(r"\bRoot\b")
# A screen that answers only to what it is asked from elsewhere: bulk actions without objects, endpoints of scripts.
ANSWERS_ONLY_WHEN_ASKED = re.compile(r"/bulk/|/block-preview/|/editing-sessions/|/api/")


def _catalogue_files() -> Iterator[Path]:
    yield from (settings.BASE_DIR / "newsroom" / "locale").rglob("*.po")
    for package in (django, wagtail, allauth):
        folder = Path(package.__file__).parent
        for language in ("id", "id_ID"):
            yield from folder.rglob(f"locale/{language}/LC_MESSAGES/*.po")


def english_words() -> frozenset[str]:
    """Return the words that only the English sources of the catalogues use, in lower case."""
    sources: set[str] = set()
    translations: set[str] = set(KEPT_WORDS)
    for path in _catalogue_files():
        for entry in polib.pofile(str(path)):
            english = NOT_PROSE.sub(" ", re.sub(r"<[^>]+>", " ", f"{entry.msgid} {entry.msgid_plural}"))
            indonesian = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
            sources.update(word.lower() for word in WORD.findall(english))
            translations.update(word.lower() for word in WORD.findall(indonesian))
    return frozenset(sources - translations)


def _prose_in_data(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _prose_in_data(part)
    elif isinstance(value, list):
        for part in value:
            yield from _prose_in_data(part)
    elif isinstance(value, str) and value[:1] in "{[":
        return
    elif isinstance(value, str) and "<" in value and ">" in value:
        yield from visible_text(value)
    elif isinstance(value, str) and (" " in value.strip() or value[:1].isupper()):
        yield value


def visible_text(html: str) -> Iterator[str]:
    """Yield what a person reads or hears on a page, also the words that its scripts get as data."""
    soup = BeautifulSoup(html, "html.parser")
    for script in soup.find_all("script"):
        if script.get("type") == "application/json" and script.string:
            yield from _prose_in_data(json.loads(script.string))
        if script.get("type") not in ("text/template", "text/x-template", "text/django-form-template"):
            script.decompose()
        elif script.string:
            yield from visible_text(script.string)
    for unseen in soup.find_all(["style", "svg", "code", "textarea"]):
        unseen.decompose()
    for node in soup.find_all(string=True):
        if not isinstance(node, Comment) and node.strip():
            yield " ".join(node.split())
    for tag in soup.find_all(True):
        for name in SPOKEN_ATTRIBUTES:
            if tag.get(name):
                yield str(tag[name])
        if tag.name == "input" and tag.get("type") in ("submit", "button", "reset") and tag.get("value"):
            yield str(tag["value"])
        for name, value in tag.attrs.items():
            if name.startswith("data-") and isinstance(value, str) and value[:1] in "{[":
                try:
                    yield from _prose_in_data(json.loads(value))
                except ValueError:
                    continue
            elif name.startswith("data-") and isinstance(value, str) and value[:1].isupper() and " " in value:
                yield value


@dataclass
class Walk:
    """One person's walk: follows the links below ``start`` and notes English and broken screens.

    One object of each kind of screen is looked at; addresses given to :meth:`go` are all looked at.
    """

    client: Client
    english: frozenset[str]
    start: str = "/redaksi/"
    stay_out: tuple[str, ...] = ()
    leftovers: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    seen_kinds: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)

    def go(self, *further: str) -> Walk:
        """Visit the start and ``further`` addresses and what they link to; returns itself."""
        # A broken screen is noted like any other finding, and the walk goes on.
        self.client.raise_request_exception = False
        chosen = [self.start, *further]
        waiting = [link for address in chosen for link in self._visit(address)]
        while waiting:
            address = waiting.pop(0)
            if address not in self.visited and self._is_wanted(address):
                waiting.extend(self._visit(address))
        return self

    def _is_wanted(self, address: str) -> bool:
        parts = urlsplit(address)
        if not parts.path.startswith(self.start) or parts.path.startswith(self.stay_out):
            return False
        if "logout" in parts.path or "export=" in parts.query:
            return False
        try:
            match = resolve(parts.path)
        except Resolver404:
            return False
        # One object of each kind will do: numbers tell objects apart, words tell kinds apart.
        names = [str(value) for value in (*match.args, *match.kwargs.values()) if not str(value).isdigit()]
        kind = f"{match.view_name} {' '.join(names)}"
        is_new = kind not in self.seen_kinds
        self.seen_kinds.add(kind)
        return is_new

    def _visit(self, address: str) -> list[str]:
        self.visited.add(address)
        response = self.client.get(address, HTTP_ACCEPT_LANGUAGE="id")
        if response.status_code >= 400 and not ANSWERS_ONLY_WHEN_ASKED.search(address):
            self.broken.append(f"{response.status_code} {address}")
        if response.status_code in (301, 302):
            return [urldefrag(response["Location"]).url]
        kind = response.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/html", "application/json")):
            return []
        html = response.content.decode()
        for text, words in self.english_in(html, is_data=kind.startswith("application/json")).items():
            self.leftovers.setdefault(text[:160], f"{address} ({', '.join(words[:4])})")
        return self._links(html)

    def english_in(self, html: str, *, is_data: bool = False) -> dict[str, list[str]]:
        """Return the texts with English in them, and the words that give them away."""
        texts = _prose_in_data(json.loads(html)) if is_data else visible_text(html)
        found = {}
        for text in texts:
            words = {word.lower() for word in WORD.findall(KEPT_NAMES.sub(" ", NOT_PROSE.sub(" ", text)))}
            if words & self.english:
                found[text] = sorted(words & self.english)
        return found

    def _links(self, html: str) -> list[str]:
        found = re.findall(r'(?:href|data-url|action|src)="([^"#]+)', html)
        found += re.findall(r"(/redaksi/[\w/?=&.-]*)", html)
        links = (urldefrag(link.replace("&amp;", "&")).url for link in found)
        return [link for link in links if link.startswith(self.start) and not link.startswith("//")]
