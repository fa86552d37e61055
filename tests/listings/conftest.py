from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticlePage, ArticleRegion, Channel, Desk
from newsroom.editorial import outbox
from newsroom.people.models import Byline
from tests.factories import article_draft, public_article

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)  # noon in Surabaya


@pytest.fixture
def dinsos(db: Any) -> Agency:
    return Agency.objects.create(name="Dinas Sosial Uji", short_name="Dinsos Uji", slug="dinsos-uji", kind="dinas")


@pytest.fixture
def gresik(db: Any) -> Region:
    return Region.objects.get_or_create(
        code="35.25",
        defaults={"name": "Kabupaten Gresik", "short_name": "Gresik", "kind": "kabupaten", "slug": "kabupaten-gresik"},
    )[0]


@pytest.fixture
def herlina(db: Any) -> Byline:
    return Byline.objects.create(initials="her", name="Herlina Uji")


@pytest.fixture
def umum(db: Any) -> Channel:
    return Channel.objects.create(name="Umum Uji", slug="umum-uji", description="Kabar dari mana saja.")


@pytest.fixture
def about_everything(
    newsroom_desk: Desk, dinsos: Agency, gresik: Region, herlina: Byline, umum: Channel
) -> Callable[..., ArticlePage]:
    """Return a builder of articles that every list of this folder shows, public or not."""

    def make(*, is_public: bool = True, tags: tuple[str, ...] = ("dinsos uji",), **fields: Any) -> ArticlePage:
        values = {"channel": umum, **fields}
        build = public_article if is_public else article_draft
        values["agency_links"] = [ArticleAgency(agency=dinsos)]
        values["region_links"] = [ArticleRegion(region=gresik)]
        values["credits"] = [ArticleCredit(byline=herlina)]
        if is_public:
            values.setdefault("published_at", NOON)
        article = build(newsroom_desk, tags=tags, **values)
        outbox.run_due()
        return article

    return make


LISTS = {
    "tag": "/tag/dinsos-uji/",
    "agency": "/instansi/dinsos-uji/",
    "region": "/wilayah/kabupaten-gresik/",
    "byline": "/inisial/her/",
    "channel": "/kanal/umum-uji/",
    "year": "/arsip/2022/",
    "month": "/arsip/2022/11/",
    "day": "/arsip/2022/11/18/",
    "search": "/cari/?q=pelatihan",
    "index": "/berita/",
}


@pytest.fixture(params=sorted(LISTS))
def list_address(request: pytest.FixtureRequest) -> str:
    return LISTS[request.param]
