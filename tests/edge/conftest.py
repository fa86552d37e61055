"""A small newsroom with one page of every kind, and a look into the page cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.utils import timezone

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticlePage, ArticleRegion, Channel, Desk
from newsroom.edge import shelf
from newsroom.people.models import Byline
from tests.factories import public_article

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)  # noon in Surabaya
OLD, NEW = "/berita/gresik-gelar-pelatihan/", "/berita/banjir-surut/"
OLD_LISTS = (
    "/tag/dinsos-uji/",
    "/feed/tag/dinsos-uji/",
    "/instansi/dinsos-uji/",
    "/wilayah/kabupaten-gresik/",
    "/inisial/uji/",
    "/kanal/umum-uji/",
    "/arsip/2022/",
    "/arsip/2022/11/",
    "/arsip/2022/11/18/",
)


class World:
    """The newsroom of these tests: an old release under every kind of list, and a new one under a tag."""

    def __init__(self, desk: Desk) -> None:
        self.agency = Agency.objects.create(name="Dinas Sosial Uji", slug="dinsos-uji", kind="dinas")
        place = {"name": "Kabupaten Gresik", "short_name": "Gresik", "kind": "kabupaten", "slug": "kabupaten-gresik"}
        self.region = Region.objects.get_or_create(code="35.25", defaults=place)[0]
        self.byline = Byline.objects.get_or_create(initials="uji", defaults={"name": "Uli Jatmika"})[0]
        self.channel = Channel.objects.create(name="Umum Uji", slug="umum-uji")
        self.old = self.article(desk, "Gresik Gelar Pelatihan", NOON, tags=("dinsos uji",))
        self.new_at = timezone.now() - timedelta(hours=2)
        self.new = public_article(desk, title="Banjir Surut", tags=("banjir",), published_at=self.new_at)
        today = timezone.localtime(self.new_at)
        self.new_lists = (
            "/tag/banjir/",
            f"/arsip/{today:%Y}/",
            f"/arsip/{today:%Y}/{today:%m}/",
            f"/arsip/{today:%Y}/{today:%m}/{today:%d}/",
        )
        self.addresses = [
            *("/", "/berita/", "/tentang/", "/koreksi/", OLD, NEW, *OLD_LISTS, *self.new_lists),
            *("/tag/?huruf=d", "/instansi/", "/wilayah/", "/arsip/"),
            *("/feed/", "/feed/rss/", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-2022-11.xml"),
            *(f"/sitemap-{today:%Y}-{today:%m}.xml", "/robots.txt", "/.well-known/security.txt", "/cari/"),
        ]

    def article(self, desk: Desk, title: str, published_at: datetime, **fields: Any) -> ArticlePage:
        """Return a public article that every kind of list holds."""
        return public_article(
            desk,
            title=title,
            published_at=published_at,
            channel=self.channel,
            agency_links=[ArticleAgency(agency=self.agency)],
            region_links=[ArticleRegion(region=self.region)],
            credits=[ArticleCredit(byline=self.byline)],
            **fields,
        )


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    """Noon, so that \"two hours ago\" is today."""
    with time_machine.travel("2026-03-02 05:00Z"):
        yield


@pytest.fixture
def world(newsroom_desk: Desk) -> World:
    return World(newsroom_desk)


@pytest.fixture
def page_cache(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are kept, as on a server, and not for a second only as in the memory of one process."""
    settings.NEWSROOM_PAGE_CACHE = True
    monkeypatch.setattr(shelf, "OUT_OF_REACH", 3600)
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def reader() -> Client:
    """A reader: no session, and a browser that takes compressed pages."""
    return Client(headers={"accept-encoding": "gzip"})


def key_at(address: str) -> str:
    """Return the key of the copy of ``address``."""
    return shelf.key_of(RequestFactory(SERVER_NAME="testserver").get(address))


def copy_at(address: str) -> Any:
    """Return the copy of the page at ``address``, outdated or not."""
    return shelf.take(key_at(address))


def good_copies(addresses: Iterable[str]) -> set[str]:
    """Return the addresses whose copies nothing has outdated."""
    copies = {address: copy_at(address) for address in addresses}
    return {address for address, copy in copies.items() if copy is not None and shelf.is_good(copy)}


def session_cookie() -> dict[str, str]:
    return {settings.SESSION_COOKIE_NAME: "somebodys-session"}
