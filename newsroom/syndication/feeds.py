"""The newest articles as Atom (``/feed/``) and RSS (``/feed/rss/``), with their full text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from newsroom.articles.models import ArticlePage
from newsroom.syndication.fulltext import article_html

FEED_LENGTH = 20  # articles

# XML 1.0 cannot hold these, not even escaped; one such character in an old import must not break the feed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", str(text))


class AtomWithContent(Atom1Feed):
    """Atom with the article's text as ``content`` beside its ``summary``."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class RssWithContent(Rss201rev2Feed):
    """RSS with the article's text as ``content:encoded`` beside its ``description``."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class NewestArticlesFeed(Feed):
    """What is public, newest first. Five queries whatever the number of articles."""

    feed_type: type[SyndicationFeed] = AtomWithContent
    language = settings.LANGUAGE_CODE
    address_name = "syndication:feed"

    def title(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def subtitle(self) -> str:
        return _("The newest articles of %(newsroom)s") % {"newsroom": settings.WAGTAIL_SITE_NAME}

    description = subtitle

    def link(self) -> str:
        return "/"

    def feed_url(self) -> str:
        return reverse(self.address_name)

    def items(self) -> list[ArticlePage]:
        newest = ArticlePage.objects.public().newest_first().select_related("channel")
        return list(newest.prefetch_related("tagged_items__tag", "credits__byline")[:FEED_LENGTH])

    def item_title(self, item: ArticlePage) -> str:
        return xml_text(item.title)

    def item_description(self, item: ArticlePage) -> str:
        # Both formats read it as HTML.
        return xml_text(escape(item.lead))

    def item_link(self, item: ArticlePage) -> str:
        return item.public_path

    def item_pubdate(self, item: ArticlePage) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: ArticlePage) -> datetime | None:
        return item.changed_at or item.published_at

    def item_categories(self, item: ArticlePage) -> list[str]:
        return [xml_text(row.tag.name) for row in item.tagged_items.all()]

    def item_author_name(self, item: ArticlePage) -> str:
        return settings.WAGTAIL_SITE_NAME

    def item_extra_kwargs(self, item: ArticlePage) -> dict[str, str]:
        return {"content": xml_text(article_html(item))}


class NewestArticlesRssFeed(NewestArticlesFeed):
    """The same for readers that know only RSS."""

    feed_type = RssWithContent
    address_name = "syndication:feed_rss"
