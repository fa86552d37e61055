"""The front page, the news index and the standing pages by their address, without Wagtail's walk down the tree.

The walk asks four to six times (site, each level and its specific page, view restrictions) and finds the same. What is
not as simple as usual goes Wagtail's way: several sites, a view restriction anywhere, another page.
"""

from __future__ import annotations

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve

from home.models import HomePage
from newsroom.articles.models import NewsIndexPage
from newsroom.core.languages import ENGLISH, ENGLISH_WORDS, MAIN, language_of
from newsroom.pages.models import StandardPage

NEWS = "berita"
HOME_DEPTH = 2


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer with the public page at ``path``; in place of Wagtail's own view, under its name."""
    found = _page_at([part for part in path.split("/") if part], language_of())
    return found.serve(request) if found is not None else serve(request, path)


def _page_at(parts: list[str], language: str) -> Page | None:
    """Return the page at an address, given by its ``parts``, if the short way finds it and may serve it. One query."""
    depth = HOME_DEPTH
    if language == ENGLISH:
        # The English front page lies below the Indonesian one, at /en/.
        if parts[:1] != [ENGLISH]:
            return None
        parts, depth = parts[1:], depth + 1
    if len(parts) > 1:
        return None
    if not parts:
        pages = HomePage.objects.filter(depth=depth)
    else:
        news = NEWS if language == MAIN else ENGLISH_WORDS[NEWS]
        model = NewsIndexPage if parts[0] == news else StandardPage
        pages = model.objects.filter(depth=depth + 1, slug=parts[0])
    is_unusual = Exists(PageViewRestriction.objects.all()) | Exists(Site.objects.all()[1:2])
    found = pages.filter(live=True, locale__language_code=language).annotate(is_unusual=is_unusual)[:2]
    only = found[0] if len(found) == 1 else None
    return None if only is None or only.is_unusual else only
