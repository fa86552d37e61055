"""Fill an empty newsroom with public articles, fast: `python -m bench.generate 20000`.

Rows go table by table past every rule of the desk, which is why this exists for measuring only: the articles have no
submission, approval, entitlement, revision, number or ledger entry, so the daily check names each of them. What readers
are served from is whole: the tree, the rows of tags, agencies, regions and bylines, the use of pictures, and the search
index with its words.
"""

from __future__ import annotations

import io
import os
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402

from bench.tables import Table, without_checks  # noqa: E402
from bench.text import Piece, Text  # noqa: E402
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
from newsroom.listings.search import store  # noqa: E402
from newsroom.listings.search.document import AGENCY, BYLINE, CHANNEL, REGION, TAG, Document, document_from  # noqa: E402
from newsroom.people.models import Byline  # noqa: E402
from newsroom.tags.models import NewsTag  # noqa: E402

BATCH = 1000
TAGS = 300
BYLINES = 40
PICTURES = 4
SHARE_WITH_PICTURE = 0.4
YEARS = 15
NEWEST = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
# The word indexes are made after the rows.
WORD_INDEX = ("search_entry_words", "CREATE INDEX search_entry_words ON listings_searchentry USING gin (words)")


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
    """Writes articles under one desk, a batch of each table at a time; memory does not grow with their number."""

    def __init__(self, seed: int = 20261124) -> None:
        self.text = Text(seed)
        self.desk = Desk.objects.of_the_newsroom().get()
        self.index_path = self.desk.get_parent().url_path
        self.pictures = make_pictures(self.text)
        self.agencies = list(Agency.objects.values_list("pk", flat=True))
        self.regions = list(Region.objects.values_list("pk", flat=True))
        self.channels = [Channel.objects.create(name=f"Kanal {n}", slug=f"kanal-{n}", sort_order=n) for n in range(6)]
        self.bylines = [Byline.objects.create(initials=f"b{n}", name=f"Wartawan {n}") for n in range(BYLINES)]
        draw = self.text.draw
        names = [
            f"{draw.choice(self.text.vocabulary[:500])} {draw.choice(self.text.vocabulary)} {n}" for n in range(TAGS)
        ]
        self.tags = [(NewsTag.objects.create(name=name), Piece.of(name).words) for name in names]
        self.words = {*self.text.vocabulary, *(word for _tag, words in self.tags for word in words)}
        self._make_tables(get_user_model()._default_manager.create_user("bench"))

    def _make_tables(self, owner: object) -> None:
        same = {"is_public": True}
        self.pages = Table(
            Page,
            (
                *("id", "path", "title", "draft_title", "slug", "url_path", "translation_key"),
                *("first_published_at", "last_published_at"),
            ),
            depth=self.desk.depth + 1,
            numchild=0,
            content_type_id=ContentType.objects.get_for_model(ArticlePage).pk,
            locale_id=Locale.get_default().pk,
            owner_id=owner.pk,  # type: ignore[attr-defined]
            live=True,
        )
        self.articles = Table(
            ArticlePage,
            ["page_ptr_id", "address", "lead", "body", "lead_image_id", "lead_image_alt", "channel_id", "published_at"],
            **same,
        )
        self.tagged = Table(TaggedArticle, ["content_object_id", "tag_id", "published_at"], **same)
        self.agency_links = Table(
            ArticleAgency, ["article_id", "agency_id", "published_at"], role=AgencyRole.OWN, sort_order=0, **same
        )
        self.region_links = Table(ArticleRegion, ["article_id", "region_id", "published_at"], sort_order=0, **same)
        self.credits = Table(
            ArticleCredit,
            ["article_id", "byline_id", "printed_name", "role", "sort_order", "published_at"],
            **same,
        )
        self.uses = Table(MediaUse, ["image_id", "holder_id"])
        self.tables = [
            *(self.pages, self.articles, self.tagged, self.agency_links, self.region_links, self.credits, self.uses)
        ]

    def add(self, number: int, key: int, published_at: datetime) -> Document:
        """Note the rows of one article, and return it as search sees it."""
        draw = self.text.draw
        title, lead, body = self.text.title(number), self.text.sentence(), self.text.body()
        slug = f"{'-'.join(title.words[:6])}-{number}"
        picture = draw.choice(self.pictures) if draw.random() < SHARE_WITH_PICTURE else None
        channel, agency, region = draw.choice(self.channels), draw.choice(self.agencies), draw.choice(self.regions)
        tags, credited = draw.sample(self.tags, 3), draw.sample(self.bylines, 2)
        self.pages.add(
            *(key, Page._get_path(self.desk.path, self.desk.depth + 1, self.desk.numchild + number + 1)),
            *(title.text, title.text, slug, f"{self.index_path}{slug}/", uuid.UUID(int=draw.getrandbits(128))),
            *(published_at, published_at),
        )
        blocks = f"[{', '.join(paragraph.block for paragraph in body)}]"
        alt = "Foto uji" if picture else ""
        self.articles.add(key, slug, lead.text, blocks, picture and picture.pk, alt, channel.pk, published_at)
        for tag, _words in tags:
            self.tagged.add(key, tag.pk, published_at)
        self.agency_links.add(key, agency, published_at)
        self.region_links.add(key, region, published_at)
        for order, (byline, role) in enumerate(zip(credited, (CreditRole.REPORTER, CreditRole.EDITOR), strict=True)):
            self.credits.add(key, byline.pk, byline.initials, role, order, published_at)
        if picture:
            self.uses.add(picture.pk, key)
        self.words.add(str(number))
        return document_from(
            key,
            published_at,
            title=title.words,
            lead=lead.words,
            others=[*(paragraph.words for paragraph in body), *(words for _tag, words in tags)],
            facets=[
                *(f"{AGENCY}{agency}", f"{REGION}{region}", f"{CHANNEL}{channel.pk}"),
                *(f"{TAG}{tag.pk}" for tag, _words in tags),
                *(f"{BYLINE}{byline.pk}" for byline in credited),
            ],
        )

    def write(self, count: int) -> None:
        """Write `count` articles; the first is the newest, the last :data:`YEARS` years older."""
        first = self.pages.next_key()
        step = timedelta(days=365 * YEARS) / max(1, count)
        with without_checks(WORD_INDEX):
            for start in range(0, count, BATCH):
                numbers = range(start, min(start + BATCH, count))
                with transaction.atomic():
                    documents = [self.add(number, first + number, NEWEST - step * number) for number in numbers]
                    for table in self.tables:
                        table.write()
                    store.write_documents(documents)
                print(f"\r{numbers.stop} of {count} articles", end="", flush=True)
            print()
            store.learn(self.words)
        self.pages.count_on()
        Page.objects.filter(pk=self.desk.pk).update(numchild=self.desk.numchild + count)


def main() -> None:
    """Write as many articles as the first argument says."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    archive = Archive()
    started, used = time.perf_counter(), time.process_time()
    archive.write(count)
    with connection.cursor() as cursor:
        # What the database would do by itself some minutes later.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    seconds = time.perf_counter() - started
    print(
        f"{count} articles written and indexed in {seconds:.1f} s: {count / seconds:.0f} a second "
        f"({time.process_time() - used:.1f} s of this process)."
    )


if __name__ == "__main__":
    main()
