"""The public list of corrections, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.changes import changes_of
from newsroom.articles.models import ArticlePage, Correction
from newsroom.articles.shown import show_articles
from newsroom.core.cache_tags import show
from newsroom.core.pagination import paginate_request


@require_safe
def change(request: HttpRequest, correction_id: int) -> HttpResponse:
    """What a correction changed, word by word.

    Both versions were public by right. Where readers no longer get the text, its address says why: they are led there.
    """
    found = get_object_or_404(
        Correction.objects.select_related("article", "approval__entitlement", "force__entitlement"),
        pk=correction_id,
        article__live=True,
    )
    if not found.article.is_listed:
        return redirect(found.article.public_path)
    show_articles([found.article])
    context = {
        "correction": found,
        "article": found.article,
        "changes": changes_of(found),
        "canonical_path": request.path,
    }
    return render(request, "listings/change.html", context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Corrections of articles whose text readers can still see."""
    readable = Correction.objects.filter(article__in=ArticlePage.objects.public().in_language())
    rows = readable.select_related("article").defer("article__body")
    page = paginate_request(request, rows)
    show("corrections")
    show_articles(row.article for row in page.items)
    context = {
        "kind": "corrections",
        "heading": _("Corrections"),
        "introduction": _("What this newsroom put right after publication, in the open."),
        "corrections": page.items,
        "page_links": page.links(request.path),
        "canonical_path": page.canonical(request.path),
    }
    return render(request, "listings/corrections.html", context)
