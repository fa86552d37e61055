"""What a reader's request may ask of the database, and that it does not grow with the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticleRegion, Channel
from newsroom.editorial import outbox
from newsroom.images.models import NewsImage
from newsroom.people.models import Byline
from tests.factories import byline, public_article
from tests.images.files import photo

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)
ARTICLE = "/berita/artikel-terukur/"

# Address and the most queries it may cost. An empty cache comes on top: one query each for
# the site, the channels, the publisher and the pages that have an English twin.
BUDGETS = {
    "/": 6,
    "/berita/": 5,
    ARTICLE: 8,
    "/tag/dinsos-uji/": 6,
    "/instansi/dinsos-uji/": 6,
    "/wilayah/kabupaten-gresik/": 6,
    "/inisial/her/": 6,
    "/kanal/umum-uji/": 6,
    "/arsip/": 3,
    "/arsip/2022/": 6,
    "/arsip/2022/11/": 6,
    "/arsip/2022/11/18/": 6,
    "/cari/": 1,
    "/cari/?q=pelatihan": 6,
    "/cari/?q=pelatihan&urut=terbaru": 6,
    "/cari/?q=pelatihan+-zebra&instansi=dinsos-uji&wilayah=kabupaten-gresik&tag=dinsos-uji&dari=2022-01-01": 6,
    "/instansi/": 2,
    "/wilayah/": 2,
    "/tentang/": 2,
    "/periksa/": 0,
    f"/periksa/?q={ARTICLE}": 4,
    "/feed/": 4,
    "/feed/rss/": 4,
    "/sitemap.xml": 3,
    "/sitemap-2022-11.xml": 2,
    "/sitemap-pages.xml": 4,
    "/robots.txt": 0,
    "/berita/tidak-ada/": 3,
    "/tag/tidak-ada/": 3,
}
# U0 and its like are what Django calls the tables of subqueries.
GROWING_TABLES = {
    "wagtailcore_page",
    "articles_articlepage",
    "articles_taggedarticle",
    "articles_articleagency",
    "articles_articleregion",
    "articles_articlecredit",
    "wagtailsearch_indexentry",
    "listings_searchentry",
    "listings_wordform",
    "U0",
    "U1",
    "V0",
}
# Each article has rows and pictures of its own, so that anything fetched row by row shows.
ARTICLE_COUNTS = (3, 6, 30)
# With three articles the front page has a lead and two stories beside it, and nothing is left for its channels.
FRONT_PAGE_IS_FULL_FROM = 6


def pictures(count: int) -> list[NewsImage]:
    """Return saved images with the renditions that publication makes ahead; small, so that it is quick."""
    return [
        NewsImage.objects.create(title=f"Foto {number}", description="Warga", file=photo(f"f{number}.jpg", 64, 40))
        for number in range(count)
    ]


def queries_of(client: Any, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        response.content  # noqa: B018  (templates may render late)
    assert response.status_code == (404 if address.endswith("/tidak-ada/") else 200), address
    # What varies by person, or sets a cookie, cannot be kept in a cache for everybody.
    assert not response.cookies, address
    assert not {"Cookie", "Accept-Language"} & set(response.get("Vary", "").split(", ")), address
    return [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO"))]


def reads_all_of_a_growing_table(step: str) -> bool:
    """Whether a step of a SQLite plan reads a whole table and not, in order, as much of an index as is asked for."""
    words = step.split()
    return words[0] == "SCAN" and words[1] in GROWING_TABLES and "INDEX" not in words


@pytest.fixture
def fill(newsroom_desk):
    """Return a function that adds public articles until there are ``count``, each with everything lists show."""
    agency = Agency.objects.create(name="Dinas Sosial Uji", short_name="Dinsos Uji", slug="dinsos-uji")
    region, _ = Region.objects.get_or_create(
        code="35.25",
        defaults={"name": "Kabupaten Gresik", "short_name": "Gresik", "kind": "kabupaten", "slug": "kabupaten-gresik"},
    )
    channels = [
        Channel.objects.create(name="Umum Uji", slug="umum-uji"),
        Channel.objects.create(name="Sosial Uji", slug="sosial-uji"),
    ]
    images = pictures(4)
    herlina = byline("her")
    made = []

    def fill(count: int) -> None:
        while len(made) < count:
            number = len(made)
            editor, _ = Byline.objects.get_or_create(initials=f"ed{number}")
            made.append(
                public_article(
                    newsroom_desk,
                    title="Artikel terukur" if number == 0 else f"Pelatihan {number}",
                    published_at=NOON + timedelta(minutes=number),
                    channel=channels[number % 2] if number % 3 else channels[0],
                    lead_image=images[number % len(images)],
                    tags=("dinsos uji", f"pelatihan {number}"),
                    agency_links=[ArticleAgency(agency=agency)],
                    region_links=[ArticleRegion(region=region)],
                    credits=[ArticleCredit(byline=herlina), ArticleCredit(byline=editor, role="editor")],
                )
            )
        outbox.run_due()

    return fill


def budget_of(address: str) -> int:
    """Return how many queries ``address`` may take on this lane's database.

    On PostgreSQL a search first asks the planner how common its words are, which decides between two ways of reading.
    """
    plans = connection.vendor == "postgresql" and "?q=" in address and address.startswith("/cari/")
    return BUDGETS[address] + plans


@pytest.mark.django_db
class TestReadersAreNotCharged:
    def test_no_route_costs_more_with_thirty_articles_than_with_three(self, client, fill):
        costs: dict[str, list[int]] = {address: [] for address in BUDGETS}
        shown: dict[str, list[str]] = {}
        for count in ARTICLE_COUNTS:
            fill(count)
            for address in BUDGETS:
                if address == "/" and count < FRONT_PAGE_IS_FULL_FROM:
                    continue
                client.get(address)  # warms what a process keeps: content types, the site, the channels
                asked = queries_of(client, address)
                costs[address].append(len(asked))
                shown[address] = asked
        print("Queries:", {address: cost[-1] for address, cost in costs.items()})  # noqa: T201  (seen with pytest -s)
        grown = {address: cost for address, cost in costs.items() if len(set(cost)) > 1}
        too_many = {
            address: (cost[-1], budget_of(address)) for address, cost in costs.items() if cost[-1] > budget_of(address)
        }
        listed = "\n\n".join("\n".join([address, *shown[address]]) for address in {**grown, **too_many})
        assert not grown, f"{grown}\n{listed}"
        assert not too_many, f"{too_many}\n{listed}"

    def test_an_article_with_many_pictures_costs_what_one_with_few_costs(self, client, newsroom_desk):
        images = pictures(6)
        public_article(newsroom_desk, published_at=NOON)
        public_article(newsroom_desk)
        costs = []
        for count in (2, 6):
            words = {"caption": "Warga", "credit": "rafli", "alt": "Warga", "is_decorative": False}
            values = [{"image": image, **words} for image in images[:count]]
            body = [("gallery", {"images": values}), *(("image", value) for value in values)]
            moment = NOON + timedelta(hours=count)
            article = public_article(newsroom_desk, published_at=moment, lead_image=images[0], body=body)
            client.get(article.public_path)
            costs.append(len(queries_of(client, article.public_path)))
        assert costs[0] == costs[1]
        assert costs[0] <= BUDGETS[ARTICLE]

    def test_no_route_reads_all_pages_to_print_some(self, client, fill):
        """SQLite's plans depend on the indexes alone, not on how many rows a test has."""
        if connection.vendor != "sqlite":
            return
        fill(3)
        scans: dict[str, list[str]] = {}
        for address in BUDGETS:
            client.get(address)
            for sql in queries_of(client, address):
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
                    steps = [row[3] for row in cursor.fetchall()]
                whole = [step for step in steps if reads_all_of_a_growing_table(step)]
                if whole:
                    scans.setdefault(address, []).append(f"{whole} in {sql[:2000]}")
        assert not scans

    def test_a_cold_cache_costs_four_queries_more(self, client, fill):
        fill(3)
        client.get("/berita/")
        warm = len(queries_of(client, "/berita/"))
        cache.clear()
        assert len(queries_of(client, "/berita/")) <= warm + 4
