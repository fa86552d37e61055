from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from newsroom.articles.models import Channel
from newsroom.core import pagination
from newsroom.editorial.actions import submit
from newsroom.pages.models import StandardPage
from newsroom.tags.models import NewsTag
from tests.factories import article_draft, public_article

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)
MANGLED = (
    "sebelum=x",
    "sebelum=",
    "sebelum=20221118T001933Z",
    "sebelum=20221118T001933Z-0",
    "sebelum=20221118T001933Z-99999999999999999999",
    "sebelum=00010101T000000Z-1",
    "sebelum=%00",
    "sesudah=20221399T000000Z-1",
    "sesudah=20221118T050000Z-1&sesudah=20221118T050000Z-1",
    "sebelum=20221118T050000Z-1&sesudah=20221118T050000Z-1",
)


def newest_first(address: str) -> str:
    return f"{address}&urut=terbaru" if address.startswith("/cari/") else address


def titles(response) -> list[str]:
    return [article.title for article in response.context["articles"]]


class TestWhatReadersFind:
    def test_a_public_article_stands_in_every_list(self, client, about_everything, list_address):
        about_everything(title="Pelatihan kerja di Gresik")
        response = client.get(list_address)
        assert response.status_code == 200
        assert titles(response) == ["Pelatihan kerja di Gresik"]
        assert "kerja di Gresik" in response.content.decode()

    def test_the_newest_article_stands_first(self, client, about_everything, list_address):
        about_everything(title="Pelatihan lama", published_at=NOON - timedelta(hours=2))
        about_everything(title="Pelatihan baru", published_at=NOON)
        response = client.get(newest_first(list_address))
        assert titles(response) == ["Pelatihan baru", "Pelatihan lama"]

    def test_a_list_carries_what_its_template_needs(self, client, about_everything, list_address):
        about_everything(title="Pelatihan")
        context = client.get(list_address).context
        for name in ("heading", "introduction", "articles", "page_links", "kind", "subject", "canonical_path"):
            assert name in context, name

    def test_a_reader_pages_through_all_of_them_and_back(self, client, about_everything, list_address, monkeypatch):
        monkeypatch.setattr(pagination, "PER_PAGE", 2)
        made = [about_everything(title=f"Pelatihan {number}", published_at=NOON).title for number in range(5)]
        address, seen, newest_pages = newest_first(list_address), [], []
        while address:
            response = client.get(address)
            newest_pages.append(titles(response))
            seen += titles(response)
            last_links = response.context["page_links"]
            address = last_links["older"]
        assert seen == made[::-1]
        assert [len(page) for page in newest_pages] == [2, 2, 1]
        way_back = client.get(last_links["newer"])
        assert titles(way_back) == newest_pages[1]
        first = client.get(way_back.context["page_links"]["newer"])
        assert titles(first) == newest_pages[0]
        assert first.context["canonical_path"] == list_address.partition("?")[0]
        assert first.context["page_links"]["newer"] is None

    def test_a_mangled_page_address_is_no_page(self, client, about_everything):
        about_everything(title="Pelatihan")
        for address in ("/berita/", "/tag/dinsos-uji/", "/arsip/2022/"):
            for query in MANGLED:
                assert client.get(f"{address}?{query}").status_code == 404, (address, query)


class TestPrivacyOfReaders:
    def test_no_list_sets_a_cookie_or_varies_by_person(self, client, about_everything, list_address):
        about_everything(title="Pelatihan")
        response = client.get(list_address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "Accept-Language" not in response.get("Vary", "")

    def test_nothing_can_be_sent_to_a_list(self, client, about_everything, list_address):
        about_everything(title="Pelatihan")
        if list_address != "/berita/":
            assert client.post(list_address).status_code == 405


class TestWhatStaysUnknown:
    def test_a_draft_stands_in_no_list_and_answers_like_an_address_that_never_was(
        self, client, about_everything, list_address
    ):
        about_everything(title="Rahasia pelatihan embargo", is_public=False, tags=("dinsos uji",))
        response = client.get(list_address)
        assert "Rahasia" not in response.content.decode()
        if response.status_code == 404:
            assert response.content == client.get("/tag/tidak-pernah-ada/").content
        else:
            assert titles(response) == []

    def test_a_tag_an_agency_and_initials_that_only_drafts_use_are_unknown(self, client, about_everything):
        draft = about_everything(title="Rahasia", is_public=False)
        nowhere = client.get("/berita/tidak-pernah-ada/")
        assert nowhere.status_code == 404
        for address in ("/tag/dinsos-uji/", "/instansi/dinsos-uji/", "/inisial/her/", f"/berita/{draft.slug}/"):
            response = client.get(address)
            assert (response.status_code, response.content) == (404, nowhere.content), address

    def test_a_release_before_the_reviewers_and_a_desk_are_unknown_too(self, client, newsroom_desk, wartawan):
        draft = article_draft(newsroom_desk, owner=wartawan, title="Zebraembargo dari gubernur", tags=("zebratag",))
        submit(draft, user=wartawan)
        nowhere = client.get("/berita/tidak-pernah-ada/")
        for address in (
            "/berita/zebraembargo-dari-gubernur/",
            f"/berita/{newsroom_desk.slug}/",
            f"/berita/{newsroom_desk.slug}/zebraembargo-dari-gubernur/",
            "/tag/zebratag/",
        ):
            response = client.get(address)
            assert (response.status_code, response.content) == (404, nowhere.content), address

    def test_a_404_does_not_repeat_the_address(self, client, newsroom_desk):
        assert "kata-kunci-slot" not in client.get("/tag/kata-kunci-slot/").content.decode()

    def test_directories_name_only_what_public_articles_name(self, client, about_everything):
        about_everything(title="Rahasia", is_public=False)
        assert client.get("/instansi/").context["entries"] == []
        assert '<span class="directory-count">0 ' in client.get("/wilayah/").content.decode()
        cache.clear()
        about_everything(title="Terbuka")
        assert client.get("/instansi/").context["entries"] == [
            {"label": "Dinas Sosial Uji", "url": "/instansi/dinsos-uji/"}
        ]
        assert '<span class="directory-count">1 ' in client.get("/wilayah/").content.decode()


class TestTheArticle:
    def test_an_article_is_read_under_its_address_whatever_its_desk(self, client, about_everything):
        article = about_everything(title="Pelatihan kerja")
        response = client.get("/berita/pelatihan-kerja/")
        assert response.status_code == 200
        assert response.context["page"].pk == article.pk
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    def test_a_view_restriction_set_behind_our_back_still_holds(self, client, about_everything, newsroom_desk):
        article = about_everything(title="Pelatihan kerja")
        PageViewRestriction.objects.create(page=newsroom_desk, restriction_type=PageViewRestriction.LOGIN)
        assert client.get(article.public_path).status_code in (302, 404)

    def test_a_view_restriction_elsewhere_changes_nothing(self, client, about_everything):
        article = about_everything(title="Pelatihan kerja")
        PageViewRestriction.objects.create(
            page=StandardPage.objects.first(), restriction_type=PageViewRestriction.LOGIN
        )
        assert client.get(article.public_path).status_code == 200


class TestTags:
    def test_a_tag_keeps_its_hash_and_space(self, client, about_everything):
        about_everything(title="Pelatihan", tags=("Dinsos Uji",))
        assert client.get("/tag/dinsos-uji/").context["heading"] == "#Dinsos Uji"

    def test_an_alias_leads_to_its_canonical_tag_for_good(self, client, about_everything):
        about_everything(title="Satu", tags=("dinsos uji",))
        about_everything(title="Dua", tags=("dinas sosial uji",))
        alias = NewsTag.objects.get(slug="dinas-sosial-uji")
        alias.alias_of = NewsTag.objects.get(slug="dinsos-uji")
        alias.save()
        response = client.get("/tag/dinas-sosial-uji/")
        assert (response.status_code, response["Location"]) == (301, "/tag/dinsos-uji/")
        assert sorted(titles(client.get("/tag/dinsos-uji/"))) == ["Dua", "Satu"]

    def test_an_article_with_a_tag_and_its_alias_is_listed_once(self, client, about_everything):
        about_everything(title="Satu", tags=("dinsos uji", "dinas sosial uji"))
        alias = NewsTag.objects.get(slug="dinas-sosial-uji")
        alias.alias_of = NewsTag.objects.get(slug="dinsos-uji")
        alias.save()
        assert titles(client.get("/tag/dinsos-uji/")) == ["Satu"]

    def test_an_alias_of_a_tag_that_only_drafts_use_is_unknown(self, client, about_everything):
        about_everything(title="Rahasia", is_public=False)
        NewsTag.objects.create(name="nama lain", alias_of=NewsTag.objects.get(slug="dinsos-uji"))
        assert client.get("/tag/nama-lain/").status_code == 404


class TestBylines:
    def test_the_case_of_initials_is_kept(self, client, about_everything):
        about_everything(title="Pelatihan")
        assert client.get("/inisial/HER/").status_code == 404

    def test_a_reader_learns_whom_the_initials_stand_for(self, client, about_everything):
        about_everything(title="Pelatihan")
        assert client.get("/inisial/her/").context["heading"] == "Herlina Uji (her)"


class TestChannels:
    def test_a_channel_that_has_ended_is_still_read(self, client, about_everything, umum):
        about_everything(title="Pelatihan")
        umum.ends_at = timezone.now() - timedelta(days=1)
        umum.save()
        response = client.get("/kanal/umum-uji/")
        assert titles(response) == ["Pelatihan"]
        assert umum not in response.context["channels"]

    def test_a_channel_that_has_not_begun_is_unknown(self, client, about_everything, umum):
        about_everything(title="Pelatihan")
        umum.starts_at = timezone.now() + timedelta(days=1)
        umum.save()
        assert client.get("/kanal/umum-uji/").status_code == 404

    def test_a_new_channel_stands_in_the_menu_at_once(self, client, newsroom_desk):
        client.get("/cari/")
        Channel.objects.create(name="Porprov", slug="porprov")
        assert "/kanal/porprov/" in client.get("/cari/").content.decode()

    def test_a_channel_without_articles_says_so(self, client, newsroom_desk, umum):
        response = client.get("/kanal/umum-uji/")
        assert response.status_code == 200
        assert titles(response) == []


class TestPagesByKey:
    @pytest.fixture(autouse=True)
    def short_pages(self, monkeypatch):
        monkeypatch.setattr(pagination, "PER_PAGE", 2)

    def test_an_article_published_while_somebody_reads_moves_nothing(self, client, newsroom_desk):
        for number in range(3):
            public_article(newsroom_desk, title=f"Kabar {number}", published_at=NOON + timedelta(minutes=number))
        first = client.get("/berita/")
        public_article(newsroom_desk, title="Kabar terakhir", published_at=NOON + timedelta(days=1))
        second = client.get(first.context["page_links"]["older"])
        assert titles(second) == ["Kabar 0"]

    def test_a_page_address_can_be_read_by_people(self, client, newsroom_desk):
        for _number in range(3):
            public_article(newsroom_desk, published_at=NOON)
        older = client.get("/berita/").context["page_links"]["older"]
        assert re.fullmatch(r"/berita/\?sebelum=20221118T050000Z-\d+", older)

    def test_beyond_the_last_article_there_is_no_page(self, client, newsroom_desk):
        article = public_article(newsroom_desk, published_at=NOON)
        assert client.get(f"/berita/?sebelum=20221118T050000Z-{article.pk}").status_code == 404
