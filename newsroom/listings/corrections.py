"""The public list of corrections, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.models import Correction
from newsroom.core.pagination import paginate_request


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Corrections of articles whose text readers can still see."""
    rows = Correction.objects.filter(article__is_public=True).select_related("article").defer("article__body")
    page = paginate_request(request, rows)
    context = {
        "kind": "corrections",
        "heading": _("Corrections"),
        "introduction": _("What this newsroom put right after publication, in the open."),
        "corrections": page.items,
        "page_links": page.links(request.path),
        "canonical_path": page.canonical(request.path),
    }
    return render(request, "listings/corrections.html", context)
