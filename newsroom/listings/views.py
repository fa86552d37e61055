"""Lists of articles by what they are about and who made them.

Each view answers 404 where no public article exists, in the same words as for an address that never existed: a tag, a
set of initials or an agency that only drafts use stays unknown. Nothing here looks at who is asking.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import PageViewRestriction
from wagtail.views import serve as serve_page

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import (
    ArticleAgency,
    ArticleCredit,
    ArticlePage,
    ArticleRegion,
    Channel,
    TaggedArticle,
)
from newsroom.articles.querysets import ArticleQuerySet, public_rows
from newsroom.articles.related import with_rows_told
from newsroom.articles.shown import show_articles, show_list
from newsroom.core.cache_tags import fresh_until, show
from newsroom.core.languages import language_of
from newsroom.core.pagination import KeysetPage, paginate_request
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag

# What a feed's address calls each kind of list. Part of public links: never change them.
FEED_WORDS = {"tag": "tag", "agency": "instansi", "region": "wilayah", "channel": "kanal", "byline": "inisial"}


def public_articles() -> ArticleQuerySet:
    """Return what any reader may see, in the language of the page."""
    return ArticlePage.objects.public().in_language()


def listing_context(request: HttpRequest, page: KeysetPage, *, shown: str, **context: Any) -> dict[str, Any]:
    """Return the context that every listing template gets. ``context`` needs heading, kind and subject.

    ``shown`` names the list for the caches, for example ``tag-7``.
    """
    show_list(shown, is_first_page=page.own is None)
    show_articles(page.items)
    return {
        "introduction": "",
        "articles": page.items,
        "page_links": page.links(request.path),
        "is_first_page": page.own is None,
        "canonical_path": page.canonical(request.path),
        **context,
    }


def _listing(request: HttpRequest, page: KeysetPage, *, empty_is_404: bool = True, **context: Any) -> HttpResponse:
    if empty_is_404 and not page.items:
        raise Http404
    shown = f"{context['kind']}-{context['subject'].pk}"
    show(shown)
    feed_path = reverse("syndication:feed_subject", args=[*feed_address(context["kind"], context["subject"])])
    context = {"feed_path": feed_path, **context}
    return render(request, "listings/listing.html", listing_context(request, page, shown=shown, **context))


def feed_address(kind: str, subject: Any) -> tuple[str, str]:
    """Return the two words by which the feed of a list is addressed: ("tag", "banjir")."""
    return FEED_WORDS[kind], subject.initials if kind == "byline" else subject.slug


def _page_by_rows(request: HttpRequest, rows: QuerySet, article_field: str) -> KeysetPage:
    """Return a page of the articles that ``rows`` belong to, read from the index of the rows.

    The rows carry copies of the listing keys for this: filtering the articles by their rows instead reads the whole
    archive for a rare tag. Several rows may lead to one article (an alias and its tag, two roles of an agency).
    """
    keys = rows.filter(is_public=True, language=language_of()).values("published_at", article_field).distinct()
    page = paginate_request(request, keys, key_field=article_field)
    wanted = [row[article_field] for row in page.items]
    articles = public_articles().for_listing().in_bulk(wanted) if wanted else {}
    return replace(page, items=[articles[key] for key in wanted if key in articles])


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article by its address, without Wagtail's walk down the tree, which costs six queries and finds the same.

    A withdrawn article answers too, and says why (:meth:`ArticlePage.serve`).

    Where anybody has put a view restriction anywhere, the page is not served from here: Wagtail's own way checks it.
    """
    restrictions = PageViewRestriction.objects.all()
    found = (
        with_rows_told(ArticlePage.objects.addressable().in_language().filter(address=slug))
        .select_related("channel", "media_contact", "lead_image")
        .annotate(is_anything_restricted=Exists(restrictions))
        .first()
    )
    if found is None:
        raise Http404
    if found.is_anything_restricted:
        return serve_page(request, request.path.lstrip("/"))
    return found.serve(request)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles with a tag or one of its aliases. An alias leads to its canonical tag for good."""
    found = get_object_or_404(NewsTag.objects.select_related("alias_of"), slug=slug)
    canonical = found.canonical
    same = [canonical.pk, *canonical.aliases.values_list("pk", flat=True)]
    rows = TaggedArticle.objects.filter(tag__in=same)
    if canonical != found:
        # Only to an address that answers: a redirect to a 404 would tell that the name exists.
        if not public_rows(rows, "content_object").exists():
            raise Http404
        return redirect(canonical.public_path, permanent=True)
    page = _page_by_rows(request, rows, "content_object_id")
    return _listing(request, page, kind="tag", subject=found, heading=f"#{found.name}")


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles that an agency published, contributed to or is the subject of."""
    found = get_object_or_404(Agency.objects.select_related("region", "parent"), slug=slug)
    return _listing(
        request,
        _page_by_rows(request, ArticleAgency.objects.filter(agency=found), "article_id"),
        kind="agency",
        subject=found,
        heading=found.name,
        introduction=found.description,
    )


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles about a regency or city. All regions are public knowledge, so an empty one has a page too."""
    found = get_object_or_404(Region, slug=slug)
    return _listing(
        request,
        _page_by_rows(request, ArticleRegion.objects.filter(region=found), "article_id"),
        empty_is_404=False,
        kind="region",
        subject=found,
        heading=found.name,
    )


@require_safe
def byline(request: HttpRequest, initials: str) -> HttpResponse:
    """Articles signed with these initials, in exactly this case."""
    found = get_object_or_404(Byline.objects.select_related("agency"), initials=initials)
    # SQLite and PostgreSQL compare in exact case, a server with another collation may not.
    if found.initials != initials:
        raise Http404
    if found.agency_id:
        show(f"agency-{found.agency_id}")
    return _listing(
        request,
        _page_by_rows(request, ArticleCredit.objects.filter(byline=found), "article_id"),
        kind="byline",
        subject=found,
        heading=f"{found.name} ({found.initials})" if found.name else found.initials,
    )


@require_safe
def channel(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles of a channel, also after its end. One that has not begun is unknown."""
    found = get_object_or_404(Channel, slug=slug)
    now = timezone.now()
    if found.starts_at is not None and found.starts_at > now:
        raise Http404
    has_ended = found.ends_at is not None and found.ends_at <= now
    if not has_ended:
        fresh_until(found.ends_at)
    return _listing(
        request,
        paginate_request(request, public_articles().in_channel(found).for_listing()),
        empty_is_404=has_ended,
        kind="channel",
        subject=found,
        heading=found.name,
        introduction=found.description,
        has_ended=has_ended,
    )


@require_safe
def agency_index(request: HttpRequest) -> HttpResponse:
    """All agencies with a public article, by name."""
    used = public_rows(ArticleAgency.objects.filter(agency=OuterRef("pk")))
    show("agencies")
    agencies = Agency.objects.filter(Exists(used)).select_related("region").order_by("name")
    return _directory(request, agencies, kind="agency_index", heading=_("Agencies"))


def _directory(request: HttpRequest, subjects: QuerySet, **context: Any) -> HttpResponse:
    entries = [{"label": subject.name, "url": subject.public_path} for subject in subjects]
    return render(request, "listings/directory.html", {"entries": entries, "canonical_path": request.path, **context})
