"""Where articles lie: the news index and its desks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.url_routing import RouteResult

from newsroom.agencies.models import Agency
from newsroom.articles.enums import DeskKind
from newsroom.articles.models.article import ArticlePage
from newsroom.articles.shown import show_articles, show_list
from newsroom.core.pagination import paginate_request
from newsroom.editorial.models import EditorialPage


class NewsIndexPage(EditorialPage):
    """All news, newest first; the address of every article lies directly under it."""

    introduction = models.CharField(_("introduction"), max_length=255, blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.Desk"]
    # One in each language.
    max_count = 2
    template = "articles/news_index_page.html"
    content_panels = [*EditorialPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def fingerprint_parts(self) -> dict[str, Any]:
        return {"introduction": self.introduction}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find an article by its address, whatever its desk; desks have no address."""
        if not path_components:
            return super().route(request, path_components)
        if len(path_components) > 1:
            raise Http404
        article = (
            ArticlePage.objects.addressable()
            .in_language()
            .filter(address=path_components[0])
            .select_related("channel", "media_contact", "lead_image")
            .first()
        )
        if article is None:
            raise Http404
        return RouteResult(article)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        page = paginate_request(request, ArticlePage.objects.public().in_language().for_listing())
        show_list("news", is_first_page=page.own is None)
        show_articles(page.items)
        return {
            **super().get_context(request, *args, **kwargs),
            "kind": "news",
            "subject": self,
            "heading": self.title,
            "introduction": self.introduction,
            "articles": page.items,
            "page_links": page.links(request.path),
            "canonical_path": page.canonical(request.path),
        }


class DeskQuerySet(PageQuerySet):
    """Desks by their kind."""

    def of_the_newsroom(self) -> DeskQuerySet:
        """Desks where the newsroom's own press officers write what is new: in the main language."""
        return self.filter(kind=DeskKind.NEWSROOM, locale__language_code=settings.LANGUAGE_CODE)

    def of_embargoes(self) -> DeskQuerySet:
        """The desk of embargoed work."""
        return self.filter(kind=DeskKind.EMBARGO)


class Desk(EditorialPage):
    """A place in the tree that carries rights: whose drafts lie here. It has no public page."""

    kind = models.CharField(_("kind"), max_length=16, choices=DeskKind.choices, default=DeskKind.AGENCY)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="desks"
    )

    objects = PageManager.from_queryset(DeskQuerySet)()

    parent_page_types = ["articles.NewsIndexPage"]
    subpage_types = ["articles.ArticlePage"]
    content_panels = [*EditorialPage.content_panels, FieldPanel("kind"), FieldPanel("agency")]

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")

    @property
    def has_own_writers(self) -> bool:
        """Whether only the people of its own group write on this desk."""
        return self.kind in (DeskKind.AGENCY, DeskKind.EMBARGO)

    @property
    def status_string(self) -> str:
        return str(_("Desk"))

    def clean(self) -> None:
        super().clean()
        if self.kind == DeskKind.AGENCY and self.agency_id is None:
            raise ValidationError({"agency": _("Name the agency whose desk this is.")})

    def fingerprint_parts(self) -> dict[str, Any]:
        return {"kind": self.kind, "agency": self.agency_id}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        raise Http404

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []
