from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticleRegion, Channel
from newsroom.syndication import feeds
from newsroom.syndication.fulltext import rich_text_html
from tests.factories import article_draft, byline, public_article

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read(client, address: str) -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314  (our own answer)


class TestAFeedReader:
    def test_only_the_newest_come_and_the_newest_first(self, client, newsroom_desk, monkeypatch):
        monkeypatch.setattr(feeds, "FEED_LENGTH", 3)
        for number in range(4):
            public_article(newsroom_desk, title=f"Kabar {number}", published_at=NOON + timedelta(minutes=number))
        entries = read(client, "/feed/").findall("a:entry", ATOM)
        assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
            f"Kabar {number}" for number in (3, 2, 1)
        ]
        assert len(read(client, "/feed/rss/").findall("channel/item")) == 3

    def test_an_entry_has_its_address_time_lead_text_tags_and_signature(self, client, newsroom_desk):
        article = public_article(
            newsroom_desk,
            title="Dinsos & mitra <gelar> pelatihan",
            lead="Empat puluh peserta <b> ikut.",
            body=[
                ("paragraph", '<p>Peserta <b>senang</b>, <a linktype="page" id="1">baca</a>, <a href="https://jatimprov.go.id/">situs</a>.</p>'),
                ("heading", {"text": "Tahap kedua"}),
                ("quote", {"text": "Kami siap", "speaker": "Rahayu", "office": "Kepala Dinas"}),
                ("list", {"style": "numbered", "items": ["<p>satu</p>", "<p>dua</p>"]}),
            ],
            tags=("dinsos uji",),
            credits=[ArticleCredit(byline=byline("her"))],
            published_at=NOON,
        )  # fmt: skip
        entry = read(client, "/feed/").find("a:entry", ATOM)
        assert entry.findtext("a:title", namespaces=ATOM) == "Dinsos & mitra <gelar> pelatihan"
        assert entry.find("a:link", ATOM).get("href") == f"http://testserver{article.public_path}"
        assert entry.findtext("a:published", namespaces=ATOM).startswith("2022-11-18T")
        assert entry.findtext("a:summary", namespaces=ATOM) == "Empat puluh peserta &lt;b&gt; ikut."
        assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["dinsos uji"]
        text = entry.findtext("a:content", namespaces=ATOM)
        for part in (
            "<b>senang</b>, baca, ",
            '<a href="https://jatimprov.go.id/">situs</a>',
            "<h2>Tahap kedua</h2>",
            "Rahayu, Kepala Dinas",
            "<ol><li>",
            '<p><b class="dateline">Jatim Newsroom –</b> Peserta <b>senang</b>',
            '<span class="signature">(her)</span>',
        ):
            assert part in text, part
        assert read(client, "/feed/rss/").find("channel/item").findtext(CONTENT) == text

    def test_a_corrected_article_says_when_it_changed(self, client, newsroom_desk):
        article = public_article(newsroom_desk, published_at=NOON)
        type(article).objects.filter(pk=article.pk).update(changed_at=NOON + timedelta(days=3))
        entry = read(client, "/feed/").find("a:entry", ATOM)
        assert entry.findtext("a:updated", namespaces=ATOM).startswith("2022-11-21T")

    def test_a_control_character_of_an_old_import_does_not_break_the_feed(self, client, newsroom_desk):
        article = public_article(newsroom_desk, published_at=NOON)
        type(article).objects.filter(pk=article.pk).update(title="Kabar \x0b\x1f baru", lead="Teras\ufffe")
        assert read(client, "/feed/").find("a:entry", ATOM).findtext("a:title", namespaces=ATOM) == "Kabar  baru"

    def test_an_empty_newsroom_has_an_empty_feed(self, client, newsroom_desk):
        assert read(client, "/feed/").findall("a:entry", ATOM) == []

    def test_a_draft_is_in_no_feed(self, client, newsroom_desk):
        article_draft(newsroom_desk, title="Zebraembargo")
        for address in ("/feed/", "/feed/rss/"):
            assert b"Zebra" not in client.get(address).content


class TestRichTextForFeeds:
    @pytest.mark.parametrize(
        ("stored", "sent"),
        [
            ('<p onclick="x()">a</p>', "<p>a</p>"),
            ('<a href="javascript:x()">a</a>', "a"),
            ('<a linktype="document" id="7">a</a>', "a"),
            ("<embed alt='x' id='3'/>", ""),
            ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ],
    )
    def test_only_words_and_web_links_leave_the_house(self, stored, sent):
        assert rich_text_html(stored) == sent


class TestAFeedOfOneList:
    def test_each_list_has_a_feed_of_its_own_with_what_stands_in_it_once(self, client, newsroom_desk):
        agency = Agency.objects.create(name="Dinas Uji", short_name="Dinas Uji", slug="dinas-uji", kind="dinas")
        region = Region.objects.create(code="99.01", name="Kabupaten Uji", short_name="Uji", kind="kabupaten")
        channel = Channel.objects.create(name="Umum Uji", slug="umum-uji")
        public_article(
            newsroom_desk,
            title="Di dalam",
            tags=("banjir uji",),
            channel=channel,
            agency_links=[ArticleAgency(agency=agency, role="own"), ArticleAgency(agency=agency, role="subject")],
            region_links=[ArticleRegion(region=region)],
            credits=[ArticleCredit(byline=byline("her", name="Herlina Uji"))],
        )
        public_article(newsroom_desk, title="Di luar")
        article_draft(newsroom_desk, title="Rahasia", tags=("banjir uji", "rahasia uji"))
        for path in ("/tag/banjir-uji/", agency.public_path, region.public_path, channel.public_path, "/inisial/her/"):
            feed = read(client, f"/feed{path}")
            titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
            assert titles == ["Di dalam"], path
            page = client.get(path).content.decode()
            assert page.count(f'href="/feed{path}"') == 2, path

    def test_what_only_drafts_use_has_no_feed_and_a_region_without_news_an_empty_one(self, client, newsroom_desk):
        article_draft(
            newsroom_desk, title="Rahasia", tags=("rahasia uji",), credits=[ArticleCredit(byline=byline("xx"))]
        )
        region = Region.objects.create(code="99.01", name="Kabupaten Uji", short_name="Uji", kind="kabupaten")
        for path in (
            "tag/rahasia-uji",
            "tag/tiada",
            "inisial/xx",
            "inisial/XX",
            "instansi/tiada",
            "kanal/tiada",
            "x/y",
        ):
            assert client.get(f"/feed/{path}/").status_code == 404, path
        assert read(client, f"/feed{region.public_path}").findall("a:entry", ATOM) == []
