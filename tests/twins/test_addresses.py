"""The address says the language, and no list mixes the two."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from newsroom.articles.models import ArticlePage
from newsroom.core.languages import localised, main_path

pytestmark = pytest.mark.django_db

INDONESIAN, ENGLISH = "Dinas Uji latih", "Agency trains forty"
LISTS = ("/", "/berita/", "/tag/pelatihan/", "/cari/?dari=2020-01-01", "/cari/?urut=terbaru&tag=pelatihan", "/feed/")


class TestAReader:
    @pytest.mark.parametrize("path", LISTS)
    def test_finds_only_the_language_of_the_address_in_a_list(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage, path: str
    ) -> None:
        indonesian = client.get(path)
        english = client.get(localised(path, "en"), headers={"Accept-Language": "id"})
        assert (indonesian.status_code, english.status_code) == (200, 200)
        texts = [answer.content.decode() for answer in (indonesian, english)]
        assert [(INDONESIAN in text, ENGLISH in text) for text in texts] == [(True, False), (False, True)]
        for answer in (indonesian, english):
            assert not {"Accept-Language", "Cookie"} & set(answer.get("Vary", "").split(", "))
            assert not answer.cookies
        if not path.startswith("/feed"):
            assert [f'<html lang="{code}">' in text for code, text in zip(("id", "en"), texts, strict=True)] == [
                True
            ] * 2

    def test_searches_in_the_language_of_the_page(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage
    ) -> None:
        for path, own, other in (
            ("/en/search/?q=training", public_twin, original),
            ("/cari/?q=melatih", original, public_twin),
            # Its word stands in both texts.
            ("/en/search/?q=pelatihan", public_twin, original),
            ("/cari/?q=pelatihan", original, public_twin),
        ):
            page = client.get(path).content.decode()
            assert (own.public_path in page, other.public_path in page) == (True, False), path
        for path, foreign in (("/cari/?q=training", public_twin), ("/en/search/?q=warga", original)):
            assert foreign.public_path not in client.get(path).content.decode()

    def test_finds_nothing_at_the_address_of_the_other_language(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage
    ) -> None:
        for path in (f"/berita/{public_twin.slug}/", f"/en/news/{original.slug}/", "/en/cari/", "/en/berita/"):
            assert client.get(path).status_code == 404, path
        assert client.get(public_twin.short_path)["Location"] == public_twin.public_path

    def test_a_list_without_an_english_release_is_no_english_page(self, client: Any, original: ArticlePage) -> None:
        assert (client.get("/tag/pelatihan/").status_code, client.get("/en/tag/pelatihan/").status_code) == (200, 404)

    def test_the_sitemaps_name_both_versions(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage
    ) -> None:
        assert client.get("/robots.txt").content.decode().count("Sitemap: ") == 2
        pages = client.get("/en/sitemap-pages.xml").content.decode()
        assert "<loc>http://testserver/en/about/</loc>" in pages
        assert "<loc>http://testserver/tentang/</loc>" not in pages
        month = client.get(f"/sitemap-{original.published_at:%Y-%m}.xml").content.decode()
        assert f'hreflang="en" href="http://testserver{public_twin.public_path}"' in month

    def test_the_english_pages_cost_what_the_indonesian_cost(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage
    ) -> None:
        def cost(path: str) -> int:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            return len(queries)

        # Only the twin has credits, whose bylines a feed fetches.
        for path in LISTS[:-1]:
            assert cost(localised(path, "en")) <= cost(path), path
        # Rows of a kind that the other article has none of cost one query.
        assert cost(public_twin.public_path) <= cost(original.public_path) + 1

    def test_without_an_english_tree_no_page_speaks_of_english(self, client: Any, newsroom_desk: Any) -> None:
        cache.clear()
        page = client.get("/").content.decode()
        assert "hreflang" not in page


@pytest.mark.parametrize(
    "path", ["/", "/berita/", "/kanal/umum/", "/tag/pelatihan/", "/arsip/2022/11/", "/r/1-jnr-2026"]
)
def test_an_address_goes_to_english_and_back(path: str) -> None:
    assert main_path(localised(path, "en")) == path
    with translation.override("en"):
        assert localised(path) == localised(path, "en") != path
