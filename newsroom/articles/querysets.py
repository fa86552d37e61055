"""The only place that spells "visible"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageQuerySet

from newsroom.core.languages import language_of
from newsroom.images.specs import renditions_prefetch

if TYPE_CHECKING:
    from newsroom.agencies.models import Agency, Region
    from newsroom.articles.models import Channel
    from newsroom.people.models import Byline
    from newsroom.tags.models import NewsTag


def not_ended(prefix: str = "") -> Q:
    """Return the condition that an article's validity has not ended; ``prefix`` leads to the article.

    Asked of the clock in every query: an end must not wait for the worker that writes its record.
    """
    return Q(**{f"{prefix}ends_at__isnull": True}) | Q(**{f"{prefix}ends_at__gt": timezone.now()})


def public_rows(rows: QuerySet[Any], article_field: str = "article") -> QuerySet[Any]:
    """Return those of an article's rows (tags, agencies, regions, credits) whose article anybody may see, now.

    Only those of the active language.
    """
    return rows.filter(not_ended(f"{article_field}__"), is_public=True, language=language_of())


# What a row of a list does not show and therefore does not fetch.
UNLISTED_FIELDS = ("body", "legacy_closing", "legacy_url", "search_description", "seo_title")


class ArticleQuerySet(PageQuerySet):
    """Articles as the public may see them."""

    def public(self) -> ArticleQuerySet:
        """Articles that anybody may see, now."""
        return self.filter(not_ended(), live=True, is_public=True)

    def in_language(self, language: str | None = None) -> ArticleQuerySet:
        """Articles in ``language``; without it, in the active one, which is that of the reader's address."""
        return self.filter(language=language_of(language))

    def addressable(self) -> ArticleQuerySet:
        """Articles whose address answers: public ones, and withdrawn ones, which say why."""
        return self.filter(Q(is_public=True) | ~Q(withdrawal_kind=""), live=True)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-published_at", "-pk")

    def for_listing(self, *, with_text: bool = False) -> ArticleQuerySet:
        """What a list shows, in two queries: rows, without bodies unless asked, and the renditions of their images."""
        renditions = renditions_prefetch("lead_image__renditions", "3x2", "16x9")
        unlisted = [name for name in UNLISTED_FIELDS if not (with_text and name == "body")]
        return self.defer(*unlisted).select_related("channel", "lead_image").prefetch_related(renditions)

    def tagged(self, tag: NewsTag) -> ArticleQuerySet:
        """Articles with ``tag`` or one of its aliases."""
        return self._with_row("tagged_items", Q(tag=tag) | Q(tag__alias_of=tag))

    def of_agency(self, agency: Agency) -> ArticleQuerySet:
        return self._with_row("agency_links", Q(agency=agency))

    def in_region(self, region: Region) -> ArticleQuerySet:
        return self._with_row("region_links", Q(region=region))

    def by_byline(self, byline: Byline) -> ArticleQuerySet:
        return self._with_row("credits", Q(byline=byline))

    def in_channel(self, channel: Channel) -> ArticleQuerySet:
        return self.filter(channel=channel)

    def in_year(self, year: int) -> ArticleQuerySet:
        return self._between(date(year, 1, 1), date(year + 1, 1, 1))

    def in_month(self, year: int, month: int) -> ArticleQuerySet:
        return self._between(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    def in_day(self, day: date) -> ArticleQuerySet:
        return self._between(day, day + timedelta(days=1))

    def _with_row(self, relation: str, condition: Q) -> ArticleQuerySet:
        link = self.model._meta.get_field(relation).field
        rows = link.model.objects.filter(condition, is_public=True, **{link.attname: OuterRef("pk")})
        return self.filter(Exists(rows))

    def _between(self, first: date, after_last: date) -> ArticleQuerySet:
        return self.filter(published_at__gte=_midnight(first), published_at__lt=_midnight(after_last))


def _midnight(day: date) -> Any:
    """Return the start of ``day`` in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
