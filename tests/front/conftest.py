"""A small newsroom in print: stories of every shape, one of them the newsroom's own old page."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from home.site import system_account
from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticlePage, Channel
from newsroom.articles.models.relations import ArticleAgency, ArticleCredit, ArticleRegion, TaggedArticle
from newsroom.editorial import outbox
from newsroom.editorial.actions import publish_import
from newsroom.images.models import NewsImage
from newsroom.tags.models import NewsTag
from tests.factories import byline, make_newsroom, public_article
from tests.images.files import photo

WIB = ZoneInfo("Asia/Jakarta")
LONG_TITLE = (
    "Bupati Uji Resmikan Satu Unit Bedah Rumah di Desa Percobaan, Hasil Kerja Sama Pengembang Korwil Uji Raya "
    "dan PT Contoh Usaha Beton"
)


def _picture(name: str) -> NewsImage:
    return NewsImage.objects.create(title=name, file=photo(f"{name}.jpg", 480, 320), description=f"Foto {name}")


def _rich_body(image: NewsImage) -> list[tuple[str, Any]]:
    shown = {
        "image": image,
        "caption": "Peserta menyimak.",
        "credit": "Yanu / JNR",
        "alt": "Peserta",
        "is_decorative": False,
    }
    return [
        ("paragraph", "<p>Pelatihan dibuka di aula.</p><p>Empat puluh orang ikut serta.</p>"),
        ("heading", {"text": "Empat hari"}),
        ("quote", {"text": "Sinergitas diperlukan.", "speaker": "Baiq Uji", "office": "Kepala UPT"}),
        ("image", shown),
        ("gallery", {"images": [shown, shown, shown]}),
        ("list", {"style": "numbered", "items": ["Membawa KTP.", "Mengisi formulir."]}),
        (
            "table",
            {
                "data": [["Wilayah", "Peserta"], ["Kab. Gresik", "40"]],
                "first_row_is_table_header": True,
                "first_col_is_header": True,
                "table_header_choice": "both",
                "table_caption": "Peserta menurut wilayah",
            },
        ),
        ("related", {"article": None, "title": "Berita lama", "url": "https://contoh.example/berita"}),
        ("paragraph", "<p>Kegiatan ditutup hari Jumat.</p>"),
    ]


def print_newspaper() -> SimpleNamespace:
    """Make public articles: `seed` (the old page), `rich` (every block), `bare` (nothing but a title and a line)."""
    desk = make_newsroom()
    channel = Channel.objects.create(name="Gubernur", slug="gubernur")
    agency = Agency.objects.create(name="Dinas Sosial Uji", short_name="Dinsos Uji", slug="dinsos-uji", phone="031 555")
    region = Region.objects.create(
        code="99.25", name="Kabupaten Uji", short_name="Uji", kind="kabupaten", slug="kabupaten-uji"
    )
    tag, _created = NewsTag.objects.get_or_create(name="dinsos jatim")
    seed = ArticlePage(
        live=False,
        title="UPT PTKS Malang Gelar Pelatihan Sinergitas Bagi Pilar Kesejahteraan Sosial",
        lead="UPT PTKS Malang menggelar pelatihan sinergitas.",
        dateline="Jatim Newsroom",
        body=[("paragraph", "<p>Pemprov Jatim menggelar pelatihan.</p>"), ("paragraph", "<p>“...,” tutupnya.</p>")],
        channel=channel,
        published_at=datetime(2022, 11, 18, 7, 19, 33, tzinfo=WIB),
        legacy_views=45,
    )
    seed.tagged_items.add(TaggedArticle(tag=tag))
    seed.agency_links.add(ArticleAgency(agency=agency, role="own"))
    seed.region_links.add(ArticleRegion(region=region))
    seed.credits.add(
        ArticleCredit(byline=byline("her", name="Herawati"), printed_name="her", role="reporter"),
        ArticleCredit(byline=byline("s"), printed_name="s", role="editor"),
    )
    desk.add_child(instance=seed)
    seed.save_revision()
    publish_import(seed, user=system_account(), batch="front")
    image = _picture("aula")
    rich = public_article(
        desk, title=LONG_TITLE, body=_rich_body(image), lead_image=image, channel=channel, tags=("dinsos jatim",)
    )
    bare = public_article(desk, title="Loket Tutup Lebih Awal", lead="", channel=channel, tags=("dinsos jatim",))
    outbox.run_due()
    return SimpleNamespace(
        seed=ArticlePage.objects.get(pk=seed.pk), rich=rich, bare=bare, channel=channel, agency=agency, region=region
    )


@pytest.fixture
def newspaper(db: Any) -> SimpleNamespace:
    """The newspaper for tests that change it or read it in a browser."""
    return print_newspaper()
