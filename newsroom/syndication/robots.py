"""robots.txt: what crawlers should leave alone. It names only doors that anybody knows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

# The desk and the accounts have nothing to index; each search is work for the database and a page for nobody else.
CLOSED_TO_CRAWLERS = ("/redaksi/", "/akun/", "/cari/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt with the address of the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('syndication:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
