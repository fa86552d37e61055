"""The sitemap of each language: one index, one file for the standing pages and one for each month with articles.

A month of this newsroom is a few hundred articles, so no file nears the limit of 50,000 addresses, past months hardly
ever change, and neither the index nor a file reads more of the archive than it prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from newsroom.articles.models import ArticlePage, NewsIndexPage
from newsroom.core import periods
from newsroom.core.cache_tags import show, true_until
from newsroom.core.context import twin_address
from newsroom.core.languages import MAIN, language_of, language_of_path
from newsroom.pages.models import StandardPage

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Entry:
    """An address, when it last changed, and the paths of the same page by language, where there is a twin."""

    path: str
    changed_at: datetime | None = None
    twin_path: str = ""

    def versions(self) -> dict[str, str]:
        """Return the paths by language; empty without a twin."""
        paths = {language_of_path(path): path for path in (self.path, self.twin_path)}
        return {**paths, "x-default": paths[MAIN]} if self.twin_path else {}


def _document(request: HttpRequest, root: str, kind: str, entries: Iterable[Entry]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}" xmlns:xhtml="{_XHTML}">']
    for entry in entries:
        changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{_address(request, path)}"/>'
            for code, path in entry.versions().items()
        )
        lines.append(f"<{kind}><loc>{_address(request, entry.path)}</loc>{changed}{links}</{kind}>")
    lines.append(f"</{root}>")
    return HttpResponse("\n".join(lines), content_type="application/xml")


def _address(request: HttpRequest, path: str) -> str:
    return escape(request.build_absolute_uri(path), {'"': "&quot;"})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemap files."""
    show("sitemap")
    names = [reverse("syndication:sitemap_pages")]
    names += [
        reverse("syndication:sitemap_month", kwargs={"year": f"{year:04d}", "month": f"{month:02d}"})
        for year, month in periods.all_months(ArticlePage.objects.public().in_language())
    ]
    return _document(request, "sitemapindex", "sitemap", (Entry(name) for name in names))


@require_safe
def standing_pages(request: HttpRequest) -> HttpResponse:
    """List the front page, the news index and the standard pages: kinds with few pages, never a walk of the tree."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    show("sitemap-pages")
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(NewsIndexPage, StandardPage).values()]
    pages = Page.objects.live().descendant_of(site.root_page, inclusive=True).order_by("path")
    pages = pages.filter(content_type__in=[site.root_page.content_type_id, *kinds])
    found = [(page.get_url(request), page.last_published_at) for page in pages]
    entries = (
        Entry(path, changed_at, twin_address(path))
        for path, changed_at in found
        if path and language_of_path(path) == language_of()
    )
    return _document(request, "urlset", "url", entries)


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """List the public articles of a month."""
    if not 1 <= int(month) <= 12:
        raise Http404
    articles = ArticlePage.objects.public().in_language().in_month(int(year), int(month)).order_by("published_at", "pk")
    fields = articles.only("slug", "url_path", "published_at", "changed_at", "twin_path", "ends_at")
    # One tag for the month: those of a thousand articles would not fit into a header.
    show(f"sitemap-{year}-{month}")
    found = list(fields)
    entries = [
        Entry(article.public_path, article.changed_at or article.published_at, article.twin_path) for article in found
    ]
    true_until(min((article.ends_at for article in found if article.ends_at), default=None))
    if not entries:
        raise Http404
    return _document(request, "urlset", "url", entries)
