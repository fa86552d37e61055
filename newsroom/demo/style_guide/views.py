"""The style guide at /gaya/ and, below it, whole pages that are hard to come by: errors, an embargo, an empty front."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.demo.style_guide import samples, tokens
from newsroom.users.forms import StaffLoginForm


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every token and every component."""
    images = samples.pictures()
    listed = samples.stories(images)
    page = samples.article(images, changed_at=timezone.now())
    context = {
        "colours": tokens.colour_tokens(),
        "sizes": tokens.sizes(),
        "images": images,
        "stories": listed,
        "text_story": listed[2],
        "page": page,
        "corrections": samples.corrections(page),
        "agency": page.agency_links.all()[0].agency,
        "channels_shown": samples.channels(),
        "document": page.attachments.all()[0].document,
        "video": {"url": {"url": "https://video.example/jembatan"}, "caption": "Hari pertama di jembatan"},
        "page_links": {"newer": "#halaman", "older": "#halaman"},
        "announcements": samples.announcements(),
        "facets": samples.facets(),
        "query": "jembatan",
        "order": "relevan",
        "filter_values": {},
        "pages": SPECIMENS,
        **samples.early_reading(images),
        **samples.withdrawal(page),
    }
    return render(request, "demo/style_guide.html", {**context, "page": page, "is_guide": True})


def _taken_down(request: HttpRequest) -> HttpResponse:
    return render(request, "410.html", samples.withdrawal(samples.story()), status=410)


def _withdrawn(request: HttpRequest) -> HttpResponse:
    page = samples.article(samples.pictures())
    return render(request, "articles/article_page.html", {"page": page, **samples.withdrawal(samples.story())})


def _corrected(request: HttpRequest) -> HttpResponse:
    page = samples.article(samples.pictures(), changed_at=timezone.now())
    return render(request, "articles/article_page.html", {"page": page, "corrections": samples.corrections(page)})


def _embargoed(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/early_reading.html", samples.early_reading(samples.pictures()))


def _empty_front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home_page.html", {"page": SimpleNamespace(tagline="Berita resmi")})


def _empty_list(request: HttpRequest) -> HttpResponse:
    return render(request, "listings/listing.html", {"heading": "Pekan Batik", "kind": "channel", "articles": []})


def _refused_sign_in(request: HttpRequest) -> HttpResponse:
    form = StaffLoginForm(data={"login": "", "password": "rahasia"})
    form.add_error(None, "Nama pengguna atau kata sandi tidak cocok.")
    return render(request, "account/login.html", {"form": form})


def _fault(request: HttpRequest) -> HttpResponse:
    # As Django draws it: without a request, so without any context.
    return HttpResponse(render_to_string("500.html"), status=500)


SPECIMENS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "404": lambda request: render(request, "404.html", status=404),
    "410": _taken_down,
    "429": lambda request: render(request, "429.html", status=429),
    "500": _fault,
    "dikoreksi": _corrected,
    "ditarik": _withdrawn,
    "embargo": _embargoed,
    "beranda-kosong": _empty_front,
    "daftar-kosong": _empty_list,
    "masuk-ditolak": _refused_sign_in,
}


@require_safe
def specimen(request: HttpRequest, name: str) -> HttpResponse:
    """Show one whole page, with the status it has in life."""
    draw: Any = SPECIMENS.get(name)
    if draw is None:
        raise Http404
    response: HttpResponse = draw(request)
    return response
