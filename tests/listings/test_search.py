from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.http import urlencode

from newsroom.core import pagination
from newsroom.listings.search import engine, query, store

NOON = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)


def look_for(client, words: str, **parameters: str):
    return client.get("/cari/?" + urlencode({"q": words, **parameters}))


def titles(response) -> list[str]:
    return [article.title for article in response.context["articles"]]


class TestWhereTheWordsMayStand:
    @pytest.mark.parametrize("word", ["Bromo", "sapi", "embung", "irigasi"])
    def test_a_word_is_found_in_title_lead_text_and_tags(self, client, about_everything, word):
        about_everything(
            title="Warga Bromo bersiap",
            lead="Gubernur menyerahkan sapi.",
            body=[("paragraph", "<p>Di tepi <b>embung</b> warga berkumpul.</p>")],
            tags=("irigasi desa",),
        )
        about_everything(title="Kabar lain", lead="Lain.", body=[("paragraph", "<p>Lain.</p>")])
        assert titles(look_for(client, word)) == ["Warga Bromo bersiap"]

    def test_all_words_must_stand_in_it_in_any_order_and_case(self, client, about_everything):
        about_everything(title="Pelatihan las di Gresik")
        about_everything(title="Pelatihan jahit di Tuban")
        assert titles(look_for(client, "GRESIK pelatihan")) == ["Pelatihan las di Gresik"]

    def test_a_tag_is_found_as_it_is_written_under_the_story(self, client, about_everything):
        about_everything(title="Pelatihan", tags=("dinsos jatim",))
        assert titles(look_for(client, "#dinsos jatim")) == ["Pelatihan"]


class TestOrder:
    def test_the_reader_chooses_between_relevance_and_date(self, client, about_everything):
        about_everything(
            title="Banjir banjir banjir di Lamongan",
            lead="Banjir.",
            body=[("paragraph", "<p>Banjir.</p>")],
            published_at=NOON - timedelta(days=9),
            tags=(),
        )
        long_text = (
            "Rapat koordinasi membahas anggaran, jalan, jembatan dan sekali disebut banjir. " + "Lain hal. " * 40
        )
        about_everything(title="Rapat tahunan", lead="Rapat.", body=[("paragraph", f"<p>{long_text}</p>")], tags=())
        assert titles(look_for(client, "banjir"))[0] == "Banjir banjir banjir di Lamongan"
        assert titles(look_for(client, "banjir", urut="terbaru"))[0] == "Rapat tahunan"

    def test_an_unknown_order_is_relevance(self, client, newsroom_desk):
        assert look_for(client, "banjir", urut="'; DROP TABLE").context["order"] == "relevan"


class TestWhatIsSaidOfTheResult:
    def test_the_words_searched_for_are_shown(self, client, newsroom_desk):
        response = look_for(client, "  dinas   sosial ")
        assert response.context["query"] == "dinas sosial"
        assert "dinas sosial" in response.content.decode()

    def test_what_is_typed_cannot_run_in_the_page(self, client, newsroom_desk):
        assert "<script>alert" not in look_for(client, "<script>alert(1)</script>").content.decode()

    def test_a_word_that_only_the_text_has_is_shown_where_it_stands(self, client, about_everything):
        text = "<p>Pagi itu hujan. " + "Warga datang. " * 20 + "Petugas &amp; warga melatih regu <b>penolong</b>.</p>"
        about_everything(title="Kabar", lead="Ada <kabar> hari ini.", body=[("paragraph", text)], tags=())
        page = look_for(client, "pelatihan").content.decode()
        assert "Petugas &amp; warga <mark>melatih</mark> regu penolong." in page
        assert "Pagi itu" not in page
        assert "Ada &lt;<mark>kabar</mark>&gt; hari ini." in look_for(client, "kabar").content.decode()

    def test_nothing_found_is_a_helpful_page(self, client, newsroom_desk):
        response = look_for(client, "tiadaartinya")
        assert response.status_code == 200
        assert response.context["did_search"]
        assert "/arsip/" in response.content.decode()

    def test_an_empty_search_shows_the_form_only(self, client, newsroom_desk):
        for address in ("/cari/", "/cari/?q=", "/cari/?q=%20%20"):
            response = client.get(address)
            assert (response.status_code, response.context["did_search"]) == (200, False)

    def test_beyond_the_limit_the_page_says_more_than(self, client, about_everything, monkeypatch):
        monkeypatch.setattr(engine, "MATCH_LIMIT", 3)
        monkeypatch.setattr(pagination, "PER_PAGE", 2)
        for number in range(5):
            about_everything(title=f"Pelatihan {number}", published_at=NOON + timedelta(hours=number))
        response = look_for(client, "pelatihan", urut="terbaru")
        assert "3" in response.context["result_count_label"]
        assert titles(response) == ["Pelatihan 4", "Pelatihan 3"]
        older = client.get(response.context["page_links"]["older"])
        assert titles(older) == ["Pelatihan 2"]
        assert older.context["page_links"]["older"] is None

    @pytest.mark.parametrize("page", ["0", "2", "-1", "x", "99999", ""])
    def test_a_page_that_does_not_exist_answers_404(self, client, about_everything, page):
        about_everything(title="Pelatihan")
        assert look_for(client, "pelatihan", hal=page).status_code == 404


class TestOddInput:
    @pytest.mark.parametrize(
        "words",
        [
            '"', "'", '"dinas', "dinas*", "*", "(dinas", "dinas AND", "NOT dinas", "dinas OR", "NEAR(a b)",
            "title:dinas", "^dinas", "-dinas", "dinas -sosial", "{", "}", ":", "\\", "%", "%s", "%(x)s",
            "50%", "a\x00b", "\x00",
            "😀", "ＤＩＮＡＳ", "ا", "din\u200bas", "a" * 10_000, "dinas " * 2_000, "&|!", "<->",
            "';--", "_", "__", "a_b",
        ],
    )  # fmt: skip
    def test_no_input_is_an_error(self, client, newsroom_desk, words):
        response = look_for(client, words)
        assert response.status_code == 200
        assert len(response.context["query"]) <= query.QUERY_LENGTH

    def test_full_width_letters_and_hidden_characters_still_find(self, client, about_everything):
        about_everything(title="Dinas bersiap")
        assert titles(look_for(client, "ＤＩＮ\u200bＡＳ")) == ["Dinas bersiap"]

    def test_words_that_are_operators_elsewhere_are_words_here(self, client, about_everything):
        about_everything(title="Program NOT dan OR")
        assert titles(look_for(client, "not or")) == ["Program NOT dan OR"]


class TestCommonWords:
    def test_reading_the_newest_and_asking_the_word_index_find_the_same(self, client, about_everything, monkeypatch):
        """PostgreSQL does either, by how common a word is; both ends of the choice are forced here."""
        for number in range(8):
            days = timedelta(days=number)
            title = f"Panen {'raya' if number % 3 else 'padi'} {number}"
            about_everything(title=title, lead="Kabar.", published_at=NOON - days)
        monkeypatch.setattr(engine, "MATCH_LIMIT", 4)
        asked = ["panen", "panen raya", '"panen padi"', "panen -padi", "panen 7"]
        found = []
        for cost in (0, 10**9):
            monkeypatch.setattr(store, "COST_OF_A_STEP", cost)
            pages = [look_for(client, words, sampai="2022-11-17") for words in asked]
            found.append([(titles(page), page.context["result_count_label"]) for page in pages])
        assert found[0] == found[1]
        assert found[0][0][0] == ["Panen raya 1", "Panen raya 2", "Panen padi 3", "Panen raya 4"]
        assert found[0][4][0] == ["Panen raya 7"]


class TestSecrets:
    def test_a_draft_is_not_found_by_any_of_its_words(self, client, about_everything):
        about_everything(
            title="Zebraembargo",
            lead="Zebralead.",
            body=[("paragraph", "<p>Zebraisi.</p>")],
            tags=("zebratag",),
            is_public=False,
        )
        for word in ("zebraembargo", "zebralead", "zebraisi", "zebratag"):
            response = look_for(client, word)
            assert titles(response) == []
            assert (
                response.context["result_count_label"] == look_for(client, "tiadaartinya").context["result_count_label"]
            )


class TestRelevance:
    def test_words_in_the_title_stand_before_words_in_the_lead_before_words_in_the_text(self, client, about_everything):
        about_everything(title="Kabar hari ini", lead="Lain.", body=[("paragraph", "<p>Panen raya.</p>")], tags=())
        about_everything(title="Kabar", lead="Raya panen.", published_at=NOON - timedelta(days=5), tags=())
        about_everything(title="Panen raya", lead="Lain.", published_at=NOON - timedelta(days=9), tags=())
        assert titles(look_for(client, "panen raya")) == ["Panen raya", "Kabar", "Kabar hari ini"]
        assert titles(look_for(client, "panen raya", urut="terbaru")) == ["Kabar hari ini", "Kabar", "Panen raya"]

    def test_of_two_alike_the_newer_stands_first(self, client, about_everything):
        about_everything(title="Panen raya lama", published_at=NOON - timedelta(days=9))
        about_everything(title="Panen raya baru", published_at=NOON)
        assert titles(look_for(client, "panen")) == ["Panen raya baru", "Panen raya lama"]
