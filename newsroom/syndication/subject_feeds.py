"""A feed for each list, at ``/feed`` before its address: ``/feed/tag/banjir/``, ``/feed/kanal/umum/`` ..."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticlePage, ArticleRegion, Channel, TaggedArticle
from newsroom.articles.querysets import ArticleQuerySet, public_rows
from newsroom.core.cache_tags import show
from newsroom.people.models import Byline
from newsroom.syndication import feeds
from newsroom.tags.models import NewsTag

# An article may have several rows of one list (two roles of an agency): so many are read to fill the feed.
ROWS_AN_ARTICLE = 3


@dataclass(frozen=True)
class Subject:
    """What a feed is about. ``is_known``: it has a page even without news; ``address``: of the feed."""

    tag: str
    heading: str
    path: str
    articles: ArticleQuerySet
    is_known: bool = False
    address: str = ""


def _by_rows(rows: QuerySet[Any], field: str) -> ArticleQuerySet:
    """Return the newest articles of ``rows``, read from the index of the rows. See ``newsroom.listings.views``."""
    newest = public_rows(rows, field.removesuffix("_id")).order_by("-published_at", "-pk")
    keys = list(newest.values_list(field, flat=True)[: feeds.FEED_LENGTH * ROWS_AN_ARTICLE])
    return ArticlePage.objects.public().filter(pk__in=list(dict.fromkeys(keys))[: feeds.FEED_LENGTH])


def _tag(slug: str) -> Subject:
    tag = NewsTag.objects.select_related("alias_of").get(slug=slug).canonical
    same = [tag.pk, *tag.aliases.values_list("pk", flat=True)]
    rows = TaggedArticle.objects.filter(tag__in=same)
    return Subject(f"tag-{tag.pk}", f"#{tag.name}", tag.public_path, _by_rows(rows, "content_object_id"))


def _agency(slug: str) -> Subject:
    agency = Agency.objects.get(slug=slug)
    rows = ArticleAgency.objects.filter(agency=agency)
    return Subject(f"agency-{agency.pk}", agency.name, agency.public_path, _by_rows(rows, "article_id"))


def _region(slug: str) -> Subject:
    region = Region.objects.get(slug=slug)
    rows = ArticleRegion.objects.filter(region=region)
    return Subject(f"region-{region.pk}", region.name, region.public_path, _by_rows(rows, "article_id"), is_known=True)


def _channel(slug: str) -> Subject:
    channel = Channel.objects.get(slug=slug)
    now = timezone.now()
    if channel.starts_at is not None and channel.starts_at > now:
        raise Http404
    is_running = channel.ends_at is None or channel.ends_at > now
    articles = ArticlePage.objects.public().in_channel(channel)
    return Subject(f"channel-{channel.pk}", channel.name, channel.public_path, articles, is_known=is_running)


def _byline(slug: str) -> Subject:
    byline = Byline.objects.get(initials=slug)
    if byline.initials != slug:
        raise Http404
    rows = ArticleCredit.objects.filter(byline=byline)
    return Subject(f"byline-{byline.pk}", byline.name or slug, byline.public_path, _by_rows(rows, "article_id"))


SUBJECTS: dict[str, Callable[[str], Subject]] = {
    "tag": _tag,
    "instansi": _agency,
    "wilayah": _region,
    "kanal": _channel,
    "inisial": _byline,
}


class SubjectFeed(feeds.ArticlesFeed):
    """The newest of one list. What only drafts use is unknown here, as on its page."""

    def get_object(self, request: HttpRequest, kind: str, slug: str) -> Subject:
        found = SUBJECTS[kind](slug)
        subject = replace(found, articles=found.articles.in_language(), address=request.path)
        if not subject.is_known and not subject.articles.exists():
            raise Http404
        show(subject.tag, f"list-{subject.tag}")
        return subject

    def title(self, subject: Subject) -> str:
        return feeds.xml_text(f"{subject.heading} | {settings.WAGTAIL_SITE_NAME}")

    def subtitle(self, subject: Subject) -> str:
        heading = feeds.xml_text(subject.heading)
        return _("%(heading)s: the newest articles of %(newsroom)s") % {
            "heading": heading,
            "newsroom": settings.WAGTAIL_SITE_NAME,
        }

    description = subtitle

    def link(self, subject: Subject) -> str:
        return subject.path

    def feed_url(self, subject: Subject) -> str:
        return subject.address

    def items(self, subject: Subject) -> list[ArticlePage]:
        return self.newest_of(subject.articles)
