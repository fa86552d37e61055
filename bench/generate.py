"""Fill an empty newsroom with public articles, fast: `python -m bench.generate 20000`.

The rows are written table by table, past every rule of the desk, which is why this exists for measuring only. The text
is made of Indonesian words at random with a fixed seed, in the lengths that releases have.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models.sql import InsertQuery  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from newsroom.agencies.models import Agency, Region  # noqa: E402
from newsroom.articles.enums import AgencyRole, CreditRole  # noqa: E402
from newsroom.articles.models import (  # noqa: E402
    ArticleAgency,
    ArticleCredit,
    ArticlePage,
    ArticleRegion,
    Channel,
    Desk,
    TaggedArticle,
)
from newsroom.images.models import MediaUse, NewsImage  # noqa: E402
from newsroom.people.models import Byline  # noqa: E402
from newsroom.tags.models import NewsTag  # noqa: E402

BATCH = 500
TAGS = 300
BYLINES = 40
PICTURES = 4
SHARE_WITH_PICTURE = 0.4
NEWEST = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
WORDS: list[str] = """
pemerintah provinsi dinas sosial warga desa bantuan pangan banjir kepala menyampaikan program kegiatan
masyarakat pelatihan usaha mikro kecil kabupaten kota jembatan jalan sekolah guru siswa kesehatan puskesmas
imunisasi anak ibu petani sawah panen padi jagung harga pasar stok beras subsidi pupuk nelayan laut ikan kapal
pelabuhan wisata budaya batik festival pemuda olahraga prestasi juara lomba kerja sama investasi industri
ekspor tenaga lapangan layanan digital data aplikasi perizinan transparansi anggaran rapat koordinasi evaluasi
target capaian tahun bulan hari penanganan darurat relawan logistik evakuasi siaga cuaca hujan kemarau air
bersih irigasi bendungan hutan pohon
""".split()


class Text:
    """Draws words, sentences and paragraphs with one seeded generator."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def words(self, least: int, most: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=self.draw.randint(least, most)))

    def title(self, number: int) -> str:
        return f"{self.words(7, 13).title()} {number}"

    def sentence(self) -> str:
        return f"{self.words(12, 24).capitalize()}."

    def body(self) -> list[dict[str, Any]]:
        return [
            {"type": "paragraph", "value": "<p>" + " ".join(self.sentence() for _ in range(3)) + "</p>"}
            for _ in range(self.draw.randint(6, 10))
        ]


def make_pictures(text: Text) -> list[NewsImage]:
    """Make a few pictures with all their renditions, so that no measured request has to draw one."""
    pictures = []
    for number in range(PICTURES):
        file = io.BytesIO()
        colour = tuple(text.draw.randint(40, 220) for _ in range(3))
        Image.new("RGB", (1600, 1066), colour).save(file, "JPEG")
        picture = NewsImage(title=f"Foto {number}", description="Foto uji", width=1600, height=1066)
        picture.file.save(f"foto-{number}.jpg", ImageFile(file), save=False)
        picture.save()
        pictures.append(picture)
    return pictures


class Archive:
    """Writes articles under one desk, a batch of each table at a time."""

    def __init__(self, seed: int = 20261124) -> None:
        self.text = Text(seed)
        self.desk = Desk.objects.of_the_newsroom().get()
        self.index_path = self.desk.get_parent().url_path
        self.owner = get_user_model()._default_manager.create_user("bench")
        self.content_type = ContentType.objects.get_for_model(ArticlePage)
        self.locale = Locale.get_default()
        self.pictures = make_pictures(self.text)
        self.agencies = list(Agency.objects.all())
        self.regions = list(Region.objects.all())
        self.channels = [Channel.objects.create(name=f"Kanal {n}", slug=f"kanal-{n}", sort_order=n) for n in range(6)]
        self.bylines = [Byline.objects.create(initials=f"b{n}", name=f"Wartawan {n}") for n in range(BYLINES)]
        self.tags = [
            NewsTag.objects.create(name=f"{self.text.draw.choice(WORDS)} {self.text.draw.choice(WORDS)} {n}")
            for n in range(TAGS)
        ]

    def article(self, number: int) -> ArticlePage:
        """Return one unsaved public article; the higher the number, the older."""
        published_at = NEWEST - timedelta(minutes=97 * number)
        title = self.text.title(number)
        slug = f"{'-'.join(title.lower().split()[:6])}-{number}"
        picture = self.text.draw.choice(self.pictures) if self.text.draw.random() < SHARE_WITH_PICTURE else None
        return ArticlePage(
            path=Page._get_path(self.desk.path, self.desk.depth + 1, self.desk.numchild + number + 1),
            depth=self.desk.depth + 1,
            numchild=0,
            title=title,
            draft_title=title,
            slug=slug,
            address=slug,
            url_path=f"{self.index_path}{slug}/",
            content_type=self.content_type,
            locale=self.locale,
            owner=self.owner,
            live=True,
            has_unpublished_changes=False,
            first_published_at=published_at,
            last_published_at=published_at,
            lead=self.text.sentence(),
            body=self.text.body(),
            lead_image=picture,
            lead_image_alt="Foto uji" if picture else "",
            channel=self.text.draw.choice(self.channels),
            published_at=published_at,
            is_public=True,
        )

    def rows_of(self, article: ArticlePage) -> list[Any]:
        """Return the unsaved rows that list one article under tags, agencies, regions and bylines."""
        keys = {"is_public": True, "published_at": article.published_at}
        draw = self.text.draw
        reporter, editor = draw.sample(self.bylines, 2)
        rows: list[Any] = [
            TaggedArticle(content_object_id=article.pk, tag=tag, **keys) for tag in draw.sample(self.tags, 3)
        ]
        agency = draw.choice(self.agencies)
        rows += [
            ArticleAgency(article_id=article.pk, agency=agency, role=AgencyRole.OWN, sort_order=0, **keys),
            ArticleRegion(article_id=article.pk, region=draw.choice(self.regions), sort_order=0, **keys),
        ]
        for order, (byline, role) in enumerate([(reporter, CreditRole.REPORTER), (editor, CreditRole.EDITOR)]):
            rows.append(
                ArticleCredit(
                    article_id=article.pk,
                    byline=byline,
                    printed_name=byline.initials,
                    role=role,
                    sort_order=order,
                    **keys,
                )
            )
        return rows

    @transaction.atomic
    def write_batch(self, numbers: range) -> None:
        """Write the articles of these numbers and everything that hangs on them."""
        articles = [self.article(number) for number in numbers]
        page_fields = [field.name for field in Page._meta.concrete_fields if field.name != "id"]
        pages = [Page(**{name: getattr(article, name) for name in page_fields}) for article in articles]
        for article, page in zip(articles, Page.objects.bulk_create(pages), strict=True):
            article.pk = article.page_ptr_id = page.pk
        # Django's bulk_create refuses a model with a parent table; its own insert statement does not.
        insert = InsertQuery(ArticlePage)
        insert.insert_values(ArticlePage._meta.local_concrete_fields, articles)
        insert.get_compiler(using="default").execute_sql()
        rows = [row for article in articles for row in self.rows_of(article)]
        for model in (TaggedArticle, ArticleAgency, ArticleRegion, ArticleCredit):
            model._base_manager.bulk_create([row for row in rows if type(row) is model])
        MediaUse.objects.bulk_create(
            MediaUse(image=article.lead_image, holder_id=article.pk) for article in articles if article.lead_image
        )

    def write(self, count: int) -> None:
        """Write `count` articles."""
        for start in range(0, count, BATCH):
            self.write_batch(range(start, min(start + BATCH, count)))
            print(f"\r{min(start + BATCH, count)} of {count} articles", end="", flush=True)
        print()
        Page.objects.filter(pk=self.desk.pk).update(numchild=self.desk.numchild + count)


def main() -> None:
    """Write as many articles as the first argument says."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    started = time.perf_counter()
    Archive().write(count)
    written = time.perf_counter() - started
    call_command("rebuild_search", verbosity=0)
    print(f"Written in {written:.0f} s, indexed for readers in {time.perf_counter() - started - written:.0f} s.")


if __name__ == "__main__":
    main()
