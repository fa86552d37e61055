"""Addresses of the `syndication` app."""

from __future__ import annotations

from django.urls import path, re_path

from newsroom.syndication import sitemaps
from newsroom.syndication.feeds import NewestArticlesFeed, NewestArticlesRssFeed
from newsroom.syndication.robots import robots, security_txt
from newsroom.syndication.subject_feeds import SubjectFeed

app_name = "syndication"

_FEED_OF_A_LIST = r"^feed/(?P<kind>tag|instansi|wilayah|kanal|inisial)/(?P<slug>[^/]{1,120})/$"

urlpatterns = [
    path("feed/", NewestArticlesFeed(), name="feed"),
    path("feed/rss/", NewestArticlesRssFeed(), name="feed_rss"),
    re_path(
        r"^feed/(?P<kind>tag|instansi|wilayah|kanal|inisial)/(?P<slug>[^/]{1,120})/$",
        SubjectFeed(),
        name="feed_subject",
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.standing_pages, name="sitemap_pages"),
    re_path(r"^sitemap-(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})\.xml$", sitemaps.month, name="sitemap_month"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
