"""The newest articles as Atom (``/feed/``) and RSS (``/feed/rss/``), with their full text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from newsroom.articles.models import ArticleCredit, ArticlePage, Correction, TaggedArticle
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.articles.shown import show_articles
from newsroom.core.cache_tags import show
from newsroom.core.dates import clock_time
from newsroom.core.languages import localised
from newsroom.syndication.fulltext import article_html

FEED_LENGTH = 20  # articles

# XML 1.0 cannot hold these, not even escaped; one such character in an old import must not break the feed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", str(text))


def corrections_of(article: ArticlePage) -> list[Correction]:
    """Return the corrections of an article, the newest first."""
    return list(article.corrections.all()) if article.changed_at else []


def correction_notes(article: ArticlePage) -> SafeString:
    """Return the notes of the article's corrections as HTML, the newest first."""
    return format_html_join(
        "",
        "<p><strong>{} ({}):</strong> {}</p>",
        ((row.get_kind_display(), clock_time(row.published_at), row.note) for row in corrections_of(article)),
    )


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


class ArticlesFeed(Feed):
    """Articles as entries. Three queries whatever the number of articles, four where one was corrected.

    A corrected one says so: its time of change, a category with the kind, and the note before the text.
    """

    feed_type: type[SyndicationFeed] = AtomWithContent

    def newest_of(self, articles: ArticleQuerySet) -> list[ArticlePage]:
        """Return the newest of ``articles`` with everything that an entry prints."""
        newest = articles.in_language().newest_first().select_related("channel")
        rows = [
            Prefetch("tagged_items", queryset=TaggedArticle.objects.select_related("tag")),
            Prefetch("credits", queryset=ArticleCredit.objects.select_related("byline")),
        ]
        found = list(newest.prefetch_related(*rows)[:FEED_LENGTH])
        show_articles(found)
        # Most articles were never changed; they cost no query for it.
        prefetch_related_objects([article for article in found if article.changed_at], "corrections")
        return found

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
        kinds = dict.fromkeys(str(row.get_kind_display()) for row in corrections_of(item))
        return [xml_text(name) for name in [*kinds, *(row.tag.name for row in item.tagged_items.all())]]

    def item_author_name(self, item: ArticlePage) -> str:
        return settings.WAGTAIL_SITE_NAME

    def item_extra_kwargs(self, item: ArticlePage) -> dict[str, str]:
        return {"content": xml_text(correction_notes(item) + article_html(item))}


class NewestArticlesFeed(ArticlesFeed):
    """What is public, newest first."""

    address_name = "syndication:feed"

    def title(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def subtitle(self) -> str:
        return _("The newest articles of %(newsroom)s") % {"newsroom": settings.WAGTAIL_SITE_NAME}

    description = subtitle

    def link(self) -> str:
        return localised("/")

    def feed_url(self) -> str:
        return reverse(self.address_name)

    def items(self) -> list[ArticlePage]:
        show("feed")
        return self.newest_of(ArticlePage.objects.public())


class NewestArticlesRssFeed(NewestArticlesFeed):
    """The same for readers that know only RSS."""

    feed_type = RssWithContent
    address_name = "syndication:feed_rss"
