"""robots.txt and security.txt. They name only doors that anybody knows."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.core.languages import ENGLISH, MAIN, localised

# The desk and the accounts have nothing to index; each search is work for the database and a page for nobody else.
CLOSED_TO_CRAWLERS = ("/redaksi/", "/akun/", "/cari/", localised("/cari/", ENGLISH))
SECURITY_TXT_IS_VALID = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt with the addresses of the sitemaps."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS), ""]
    for language in (MAIN, ENGLISH):
        lines.append(f"Sitemap: {request.build_absolute_uri(localised('/sitemap.xml', language))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whoever found a hole where to report it (RFC 9116): the masthead names the people and their addresses."""
    expires = (timezone.now() + SECURITY_TXT_IS_VALID).isoformat(timespec="seconds")
    lines = [
        f"Contact: {request.build_absolute_uri('/redaksi-kami/')}",
        f"Expires: {expires}",
        "Preferred-Languages: id, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
