from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from tests.factories import article_draft, public_article

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314  (our own answer)
    return [location.text.removeprefix("http://testserver") for location in root.iterfind(".//s:loc", MAP)]


@pytest.fixture
def two_months(newsroom_desk):
    article_draft(newsroom_desk, title="Zebraembargo", published_at=datetime(2022, 10, 1, tzinfo=UTC))
    return [
        public_article(newsroom_desk, title="November", published_at=datetime(2022, 11, 18, 5, tzinfo=UTC)),
        public_article(newsroom_desk, title="Desember", published_at=datetime(2022, 11, 30, 17, 30, tzinfo=UTC)),
    ]


class TestACrawler:
    def test_the_index_names_one_file_for_each_month_with_articles(self, client, two_months):
        assert addresses(client, "/sitemap.xml") == [
            "/sitemap-pages.xml",
            "/sitemap-2022-12.xml",
            "/sitemap-2022-11.xml",
        ]

    def test_following_the_index_finds_every_public_article_once_and_no_draft(self, client, two_months):
        found = [page for file in addresses(client, "/sitemap.xml") for page in addresses(client, file)]
        articles = [page for page in found if page.startswith("/berita/") and page != "/berita/"]
        assert sorted(articles) == sorted(article.public_path for article in two_months)
        assert not any("zebra" in page for page in found)
        assert all(client.get(page).status_code == 200 for page in found)

    def test_front_page_news_index_and_standard_pages_are_found(self, client, two_months):
        assert {"/", "/berita/"} <= set(addresses(client, "/sitemap-pages.xml"))

    @pytest.mark.parametrize(
        "address", ["/sitemap-2022-13.xml", "/sitemap-2022-00.xml", "/sitemap-2022-10.xml", "/sitemap-0001-01.xml"]
    )
    def test_a_month_without_articles_has_no_file(self, client, two_months, address):
        assert client.get(address).status_code == 404

    def test_a_new_newsroom_has_a_sitemap(self, client, newsroom_desk):
        assert addresses(client, "/sitemap.xml") == ["/sitemap-pages.xml"]

    def test_whoever_finds_a_hole_learns_where_to_report_it(self, client, newsroom_desk):
        lines = dict(
            line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
        )
        assert client.get(lines["Contact"].removeprefix("http://testserver")).status_code == 200
        assert datetime.fromisoformat(lines["Expires"]) > datetime.now(UTC)

    def test_robots_txt_closes_the_desk_and_names_the_sitemap(self, client, newsroom_desk):
        response = client.get("/robots.txt")
        lines = response.content.decode().splitlines()
        assert response["Content-Type"].startswith("text/plain")
        assert "Disallow: /redaksi/" in lines
        assert "Sitemap: http://testserver/sitemap.xml" in lines
        assert not any(line.startswith("Disallow: /berita") for line in lines)
