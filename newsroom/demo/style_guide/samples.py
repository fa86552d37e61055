"""Sample stories, notices and lists. Nothing of it is stored; the pictures are those of the newest stories here."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from newsroom.agencies.models import Agency, Region
from newsroom.articles.enums import CorrectionKind, CreditRole
from newsroom.articles.models import ArticlePage, Channel, Correction, MediaContact
from newsroom.articles.models.relations import (
    ArticleAgency,
    ArticleAttachment,
    ArticleCredit,
    ArticleRegion,
    TaggedArticle,
)
from newsroom.images.models import NewsDocument, NewsImage
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag

TITLE = "Sembilan Jembatan Gantung Gantikan Rakit di Lereng Wilis"
LONG_TITLE = (
    "Empat Puluh Sensor Baru Kirim Data Tinggi Air Setiap Lima Menit, Petani dan Penjaga Pintu Air Kini Bisa "
    "Melihatnya dari Telepon Genggam"
)
LEAD = "Jembatan yang dibangun bersama warga memendekkan perjalanan anak sekolah dari satu jam menjadi dua belas menit."
NOTE = "Jumlah jembatan dalam paragraf pertama tertukar. Judulnya sudah benar sejak awal."
REASON = "Angka dalam berita ini berasal dari rancangan yang belum ditetapkan. Kami meminta maaf kepada pembaca."
CHANNEL = Channel(pk=0, name="Umum", slug="umum")
ENOUGH_PICTURES = 4


def channels() -> dict[str, Channel]:
    """Return a channel for each rhythm of a band; two of a name would be one address on a page."""
    names = {"split": "Umum", "columns": "Gubernur", "words": "Wakil Gubernur", "pair": "Pekan Batik"}
    return {rhythm: Channel(pk=0, name=name, slug=name.lower().replace(" ", "-")) for rhythm, name in names.items()}


def pictures() -> list[NewsImage]:
    """Return the lead pictures of the newest stories; empty in a newsroom without any."""
    newest = ArticlePage.objects.public().for_listing().newest_first().exclude(lead_image=None)
    return [article.lead_image for article in newest[:ENOUGH_PICTURES]]


def story(title: str = TITLE, *, image: NewsImage | None = None, hours: float = 2, **fields: Any) -> ArticlePage:
    """Return a story for a list, published so many hours ago."""
    return ArticlePage(
        title=title,
        lead=fields.pop("lead", LEAD),
        url_path="/beranda/berita/",
        channel=CHANNEL,
        lead_image=image,
        published_at=timezone.now() - timedelta(hours=hours),
        **fields,
    )


def stories(images: list[NewsImage]) -> list[ArticlePage]:
    """Return four stories: with pictures where there are some, one with a long title, one without a picture."""
    shown: list[NewsImage | None] = [*images, None, None, None][:3]
    return [
        story(image=shown[0]),
        story(LONG_TITLE, image=shown[1], hours=5),
        story("Pasar Murah Digeser ke Permukiman Padat", hours=30),
        story("Obat Pasien Kronis Kini Diantar ke 74 Kecamatan", image=shown[2], hours=55),
    ]


def _picture(image: NewsImage) -> dict[str, Any]:
    return {
        "image": image,
        "caption": "Warga menyeberang pada hari pertama.",
        "credit": "Yanu / JNR",
        "alt": "Warga di atas jembatan",
        "is_decorative": False,
    }


def _body(images: list[NewsImage]) -> list[tuple[str, Any]]:
    table = {
        "data": [["Wilayah", "Jembatan"], ["Kabupaten Madiun", "4"], ["Kabupaten Nganjuk", "5"]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": "Jembatan menurut wilayah",
    }
    document = NewsDocument(pk=0, title="Daftar jembatan", file="documents/daftar.pdf")
    body = [
        ("paragraph", "<p>Sembilan jembatan gantung selesai dibangun tahun ini. <a href='#isi'>Sebelumnya</a> warga "
                      "menyeberang dengan <b>rakit bambu</b>.</p><p>Anak sekolah tidak lagi menunggu air surut.</p>"),
        ("heading", {"text": "Dibangun bersama"}),
        ("quote", {"text": "Kami mengangkut batu sendiri.", "speaker": "Sri Uji", "office": "Kepala Desa Contoh"}),
        ("list", {"style": "numbered", "items": ["Warga memilih tempatnya.", "Dinas menguji tanahnya."]}),
        ("list", {"style": "bulleted", "items": ["Lebar satu meter.", "Paling banyak sepuluh orang."]}),
        ("table", table),
        ("related", {"article": None, "title": "Sebelum ada jembatan", "url": "https://contoh.example/berita"}),
        ("document", {"document": document, "title": ""}),
        ("paragraph", "<p>Jembatan kesepuluh direncanakan tahun depan.</p>"),
    ]  # fmt: skip
    if images:
        body[2:2] = [("image", _picture(images[0])), ("gallery", {"images": [_picture(image) for image in images]})]
    return body


def article(images: list[NewsImage], **fields: Any) -> ArticlePage:
    """Return a whole release with every block and every row."""
    page = story(
        image=images[0] if images else None,
        dateline="Jatim Newsroom",
        body=_body(images),
        legacy_views=45,
        release_number="012/DINAS-CONTOH/2026",
        lead_image_caption="Warga menyeberang pada hari pertama.",
        lead_image_credit="Yanu / JNR",
        lead_image_is_decorative=True,
        elsewhere_name="Kominfo Contoh",
        media_contact=MediaContact(name="Ayunda Contoh", office="Dinas Contoh", phone="(031) 555 0140"),
        **fields,
    )
    for name in ("dinas contoh", "jembatan"):
        page.tagged_items.add(TaggedArticle(tag=NewsTag(name=name, slug=name.replace(" ", "-"))))
    page.agency_links.add(ArticleAgency(agency=Agency(name="Dinas Contoh", slug="dinas-contoh"), role="own"))
    page.region_links.add(ArticleRegion(region=Region(name="Kabupaten Contoh", slug="kabupaten-contoh")))
    people = (("her", "Herlina Contoh", CreditRole.REPORTER), ("s", "Sasmita Contoh", CreditRole.EDITOR))
    for initials, name, role in people:
        page.credits.add(ArticleCredit(byline=Byline(initials=initials, name=name), printed_name=initials, role=role))
    page.attachments.add(
        ArticleAttachment(document=NewsDocument(pk=0, title="Daftar jembatan", file="documents/daftar.pdf"))
    )
    return page


def corrections(page: ArticlePage) -> list[Correction]:
    """Return an update and a correction, newest first."""
    now = timezone.now()
    return [
        Correction(pk=1, kind=CorrectionKind.PEMBARUAN, note="Tanggal peresmian ditambahkan.", published_at=now),
        Correction(
            pk=2,
            kind=CorrectionKind.KOREKSI,
            note=NOTE,
            wrong="delapan jembatan gantung",
            right="sembilan jembatan gantung",
            published_at=now - timedelta(hours=1),
        ),
    ]


def withdrawal(page: ArticlePage) -> dict[str, Any]:
    """Return what the notice of a withdrawal is told; the same serves the page of a story that was taken down."""
    return {
        "withdrawal": SimpleNamespace(get_reason_display="Informasinya keliru"),
        "reason": REASON,
        "taken_down_at": timezone.now(),
        "desk": "Meja Redaksi",
        "replacement": page,
    }


def early_reading(images: list[NewsImage]) -> dict[str, Any]:
    """Return what an early reader's page is told."""
    return {
        "page": article(images),
        "reader": SimpleNamespace(
            name="Dewi Contoh",
            organisation="Harian Contoh",
            embargo=SimpleNamespace(terms="Tidak dikutip sebelum waktunya."),
        ),
        "read_at": "24 November 2026, 09.12 WIB",
        "lifts_at": "25 November 2026, 07.00 WIB",
    }


def facets() -> list[dict[str, Any]]:
    """Return what a search can be narrowed to."""
    options = [("Umum", 21), ("Gubernur", 8), ("Pekan Batik", 1)]
    return [
        {"title": "Kanal", "options": [{"url": "#saring", "label": label, "count": count} for label, count in options]}
    ]


def announcements() -> list[SimpleNamespace]:
    """Return emergency information of every urgency."""
    sentence = "Warga di bantaran Sungai Contoh diminta menjauh dari tepi sungai"
    return [
        SimpleNamespace(level=level, label=label, path="#isi", title=sentence, starts_at=timezone.now())
        for level, label in (("information", "Informasi"), ("warning", "Peringatan"), ("emergency", "Darurat"))
    ]
