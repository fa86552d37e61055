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


def assign_number(article: ArticlePage) -> None:
    """Give ``article`` its number, if it has none, late in the transaction that publishes it."""
    if article.release_number or article.published_at is None:
        return
    number = numbers.mint(article, series=series_of(article), published_at=article.published_at)
    article.release_number = str(number)
    # Only the copy for display: nothing that a reader was promised changes, so the page is not saved again.
    type(article).objects.filter(pk=article.pk).update(release_number=article.release_number)
