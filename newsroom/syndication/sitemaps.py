"""The sitemap: one index, one file for the standing pages and one for each month with articles.

A month of this newsroom is a few hundred articles, so no file nears the limit of 50,000 addresses, past months hardly
ever change, and neither the index nor a file reads more of the archive than it prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from newsroom.articles.models import ArticlePage, NewsIndexPage
from newsroom.core import periods
from newsroom.core.cache_tags import show, true_until
from newsroom.pages.models import StandardPage

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _document(root: str, entry: str, rows: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    for address, changed_at in rows:
        changed = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
        lines.append(f"<{entry}><loc>{escape(address)}</loc>{changed}</{entry}>")
    lines.append(f"</{root}>")
    return HttpResponse("\n".join(lines), content_type="application/xml")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemap files."""
    show("sitemap")
    names = [reverse("syndication:sitemap_pages")]
    names += [
        reverse("syndication:sitemap_month", kwargs={"year": f"{year:04d}", "month": f"{month:02d}"})
        for year, month in periods.all_months(ArticlePage.objects.public())
    ]
    return _document("sitemapindex", "sitemap", ((request.build_absolute_uri(name), None) for name in names))


@require_safe
def standing_pages(request: HttpRequest) -> HttpResponse:
    """List the front page, the news index and the standard pages: kinds with few pages, never a walk of the tree."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    show("sitemap-pages")
    pages: list[Page] = [site.root_page] if site.root_page.live else []
    for model in (NewsIndexPage, StandardPage):
        pages += model.objects.live().descendant_of(site.root_page).order_by("path")
    rows = ((page.get_url(request), page.last_published_at) for page in pages)
    return _document("urlset", "url", ((request.build_absolute_uri(path), changed) for path, changed in rows if path))


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """List the public articles of a month."""
    if not 1 <= int(month) <= 12:
        raise Http404
    articles = ArticlePage.objects.public().in_month(int(year), int(month)).order_by("published_at", "pk")
    # One tag for the month: those of a thousand articles would not fit into a header.
    show(f"sitemap-{year}-{month}")
    found = list(articles.only("slug", "url_path", "published_at", "changed_at", "ends_at"))
    rows = [
        (request.build_absolute_uri(article.public_path), article.changed_at or article.published_at)
        for article in found
    ]
    true_until(min((article.ends_at for article in found if article.ends_at), default=None))
    if not rows:
        raise Http404
    return _document("urlset", "url", rows)
