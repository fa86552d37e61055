"""The series in which an article is numbered: its own agency's, else the newsroom's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from newsroom.articles.enums import AgencyRole
from newsroom.editorial import numbers

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage


def series_of(article: ArticlePage) -> str:
    """Return the key of the series: the address of the agency that publishes the article, in capitals."""
    for link in article.agency_links.all():
        if link.role == AgencyRole.OWN:
            return str(link.agency.slug).upper()
    desk = article.get_parent().specific
    return str(desk.agency.slug).upper() if desk.agency_id else str(settings.NEWSROOM_NUMBER_SERIES)


def number_of(article: ArticlePage) -> str:
    """Return the number of ``article`` as printed, given now if it has none; in the transaction of the publication."""
    if article.published_at is None:
        raise ValueError("An article without a time of publication has no number.")
    return article.release_number or str(
        numbers.mint(article, series=series_of(article), published_at=article.published_at)
    )
