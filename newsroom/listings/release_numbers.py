"""Numbers that readers ask for: in the search, and as a short link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from newsroom.articles.models import ArticlePage
from newsroom.editorial import numbers
from newsroom.listings.views import public_articles


def article_numbered(text: str) -> ArticlePage | None:
    """Return the public article whose number ``text`` is, as a list shows it; text that is no number costs no query."""
    page = numbers.page_for(text)
    return public_articles().for_listing().filter(pk=page.pk).first() if page is not None else None


@require_safe
def short_link(request: HttpRequest, number: str) -> HttpResponse:
    """Lead from the number of a release to its page; one that was taken down is answered here, with 410."""
    page = numbers.page_for(number)
    article = ArticlePage.objects.addressable().filter(pk=page.pk).first() if page is not None else None
    if article is None:
        raise Http404
    if article.is_taken_down:
        return article.serve(request)
    return HttpResponseRedirect(article.public_path)
