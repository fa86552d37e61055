"""Make the English tree: front page, news index, a desk for each desk, standing pages.

Safe to run again. Every page is the translation of an Indonesian one (``translation_key``), so Wagtail's machinery
finds where a translated release belongs; none is an alias, and each is public by an entitlement of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page

from home.models import HomePage
from home.site import publish_new
from newsroom.articles.models import Desk, NewsIndexPage
from newsroom.articles.twins import ensure_twin_desk
from newsroom.core.languages import ENGLISH, ENGLISH_WORDS, MAIN
from newsroom.pages.models import StandardPage

STANDARD_PAGES = Path(__file__).parent / "data" / "standard_pages_en.json"


@transaction.atomic
def ensure_english_site() -> list[str]:
    """Create what is missing of the English tree and return the titles of what was created.

    The Indonesian tree must exist (:func:`home.site.ensure_site`).
    """
    created: list[str] = []
    locale, _is_new = Locale.objects.get_or_create(language_code=ENGLISH)
    home = _original(HomePage)
    english_home = _ensure(home, HomePage(title=settings.WAGTAIL_SITE_NAME, slug=ENGLISH), home, locale, created)
    index = _original(NewsIndexPage)
    _ensure(index, NewsIndexPage(title="News", slug=ENGLISH_WORDS["berita"]), english_home, locale, created)
    for desk in Desk.objects.exclude(locale=locale).order_by("path"):
        twin = ensure_twin_desk(desk)
        created += [twin.title] if twin else []
    for entry in json.loads(STANDARD_PAGES.read_text(encoding="utf-8")):
        original = StandardPage.objects.exclude(locale=locale).filter(slug=entry["slug"]).first()
        if original is not None:
            body = [("paragraph", f"<p>{text}</p>") for text in entry["paragraphs"]]
            page = StandardPage(title=entry["title"], slug=ENGLISH_WORDS[entry["slug"]], body=body)
            page.introduction = entry["introduction"]
            _ensure(original, page, english_home, locale, created)
    return created


def twin_models() -> tuple[type[Page], ...]:
    """Return the kinds of pages that stand in both trees; articles know their twin themselves."""
    return HomePage, NewsIndexPage, StandardPage


def public_twins() -> dict[str, str]:
    """Return Indonesian and English path of each page of these kinds that is public in both languages. One query."""
    kinds = ContentType.objects.get_for_models(*twin_models()).values()
    pages = Page.objects.live().filter(content_type__in=kinds)
    rows = pages.values_list("translation_key", "locale__language_code", "url_path")
    paths: dict[Any, dict[str, str]] = {}
    for key, code, url_path in rows:
        paths.setdefault(key, {})[code] = "/" + url_path.split("/", 2)[2]
    return {pair[MAIN]: pair[ENGLISH] for pair in paths.values() if len(pair) > 1}


def _original(model: Any) -> Any:
    return model.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")[0]


def _ensure(original: Page, page: Any, parent: Page, locale: Locale, created: list[str]) -> Page:
    existing = original.get_translation_or_none(locale)
    if existing is not None:
        return existing
    page.locale, page.translation_key = locale, original.translation_key
    return publish_new(parent, page, created)
