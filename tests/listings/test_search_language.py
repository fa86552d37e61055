"""What can be asked, what results can be narrowed to, and how the index stays equal to what is public."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.http import urlencode

from newsroom.articles.models import ArticlePage, TaggedArticle
from newsroom.editorial import outbox
from newsroom.editorial.enums import WithdrawalKind
from newsroom.editorial.models import OutboxEntry
from newsroom.listings.models import SearchEntry, WordForm
from newsroom.listings.search import engine, store, upkeep
from newsroom.listings.search.filters import read_filters
from newsroom.listings.search.query import read_question
from newsroom.listings.search.suggest import distance
from newsroom.tags.models import NewsTag
from tests.factories import public_article
from tests.listings.conftest import NOON


def ask(client, words: str = "", **parameters: str):
    return client.get("/cari/?" + urlencode({"q": words, **parameters}))


def titles(response) -> list[str]:
    return [article.title for article in response.context["articles"]]


@pytest.fixture
def two_stories(about_everything):
    about_everything(
        title="Warga melatih pemuda las bawah air",
        lead="Kesejahteraan pelaut.",
        body=[("paragraph", "<p>Galangan kapal menyambut lulusan.</p>")],
        tags=("las kapal",),
    )
    about_everything(
        title="Pelatihan jahit di Tuban",
        lead="Empat puluh peserta belajar.",
        body=[("paragraph", "<p>Air minum disediakan bagi warga bawah.</p>")],
        published_at=NOON - timedelta(days=40),
        tags=("jahit",),
    )


LAS, JAHIT = "Warga melatih pemuda las bawah air", "Pelatihan jahit di Tuban"


class TestWhatCanBeAsked:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("latih", {LAS, JAHIT}),
            ("melatih", {LAS, JAHIT}),
            ("pelatihan", {LAS, JAHIT}),
            ("sejahtera", {LAS}),
            ('"melatih"', {LAS}),
            ("bawah air", {LAS, JAHIT}),
            ('"bawah air"', {LAS}),
            ("“bawah air”", {LAS}),
            ('"air galangan"', set()),
            ("pelatihan -jahit", {LAS}),
            ('latih -"bawah air"', {JAHIT}),
            ("las-bawah", {LAS}),
            ("-jahit", set()),
            ("#jahit", {JAHIT}),
            ("#las kapal", {LAS}),
            ("#las-kapal warga", {LAS}),
            ("#tiada", set()),
            ("inisial:her jahit", {JAHIT}),
            ("inisial:HER jahit", set()),
            ("inisial:", set()),
            ("yang dan di", set()),
        ],
    )
    def test_words_phrases_exclusions_tags_and_initials(self, two_stories, words, found):
        keys = engine.find(read_question(words), read_filters({})).articles
        assert set(ArticlePage.objects.filter(pk__in=keys).values_list("title", flat=True)) == found

    def test_an_alias_and_its_tag_find_the_same(self, client, about_everything):
        about_everything(title="Dengan nama lama", tags=("tagana jatim",))
        about_everything(title="Dengan nama baru", tags=("taruna siaga",))
        alias = NewsTag.objects.get(name="tagana jatim")
        alias.alias_of = NewsTag.objects.get(name="taruna siaga")
        alias.save()
        for words in ("#tagana jatim", "#taruna siaga"):
            assert set(titles(ask(client, words))) == {"Dengan nama lama", "Dengan nama baru"}
        assert len(titles(ask(client, tag="tagana-jatim"))) == 2
        outbox.run_due()
        assert set(titles(ask(client, "taruna siaga"))) == {"Dengan nama lama", "Dengan nama baru"}

    def test_the_hits_are_marked_by_their_stems(self, client, two_stories):
        page = ask(client, "latih").content.decode()
        assert "<mark>melatih</mark>" in page
        assert "<mark>Pelatihan</mark>" in page


class TestNarrowing:
    def test_every_filter_keeps_what_fits_and_says_how_many(self, client, two_stories, about_everything, dinsos, umum):
        about_everything(title="Pelatihan tanpa kanal", channel=None, tags=("lain",))
        response = ask(client, "latih")
        counts = {group["title"]: group["options"] for group in response.context["facets"]}
        assert [(option["label"], option["count"]) for option in counts["Kanal"]] == [("Umum Uji", 2)]
        assert set(titles(client.get(counts["Kanal"][0]["url"]))) == {LAS, JAHIT}
        for parameters, found in [
            ({"instansi": "dinsos-uji"}, 3),
            ({"wilayah": "kabupaten-gresik"}, 3),
            ({"kanal": "umum-uji"}, 2),
            ({"tag": "jahit"}, 1),
            ({"inisial": "her"}, 3),
            ({"dari": "2022-11-01"}, 2),
            ({"sampai": "2022-11-01"}, 1),
            ({"dari": "2022-11-18", "sampai": "2022-11-18"}, 2),
            ({"instansi": "tidak-ada"}, 0),
            ({"dari": "2022-99-99", "sampai": "kemarin"}, 3),
        ]:
            assert len(titles(ask(client, "pelatihan", **parameters))) == found, parameters
        assert len(titles(ask(client, kanal="umum-uji"))) == 2

    def test_a_filter_in_force_can_be_taken_away_and_stays_when_the_order_changes(self, client, two_stories):
        response = ask(client, "latih", tag="jahit", urut="terbaru")
        (chosen,) = response.context["chosen"]
        assert chosen["url"] == "/cari/?q=latih&urut=terbaru"
        assert response.context["order_links"]["relevan"] == "/cari/?q=latih&tag=jahit"

    def test_the_name_of_a_tag_that_only_drafts_have_is_not_told(self, client, about_everything):
        about_everything(title="Rahasia", tags=("Zebra Rahasia",), is_public=False)
        page = ask(client, tag="zebra-rahasia").content.decode()
        assert "Zebra Rahasia" not in page
        assert "Zebra Rahasia" not in ask(client, "#zebra-rahasia").content.decode()

    @pytest.mark.parametrize(
        "address",
        [
            "?q=&kanal=%00",
            "?q=a&dari=0000-00-00&sampai=9999-12-31",
            "?inisial=" + "x" * 5000,
            "?q=-a&wilayah=b",
            "?dari=2022-01-01&q=-a",
            "?q=%23",
            "?q=%22%22",
        ],
    )
    def test_no_address_is_an_error(self, client, newsroom_desk, address):
        assert client.get(f"/cari/{address}").status_code == 200


class TestWhenNothingIsFound:
    def test_a_typo_is_answered_with_what_was_meant(self, client, two_stories):
        response = ask(client, "pelatiham jahit")
        assert response.context["suggestion"] == {"text": "pelatihan jahit", "url": "/cari/?q=pelatihan+jahit"}
        assert titles(client.get(response.context["suggestion"]["url"])) == [JAHIT]

    def test_words_that_never_meet_are_offered_one_by_one(self, client, two_stories):
        response = ask(client, "galangan jahit")
        assert [word["text"] for word in response.context["single_words"]] == ["galangan", "jahit"]

    def test_a_word_that_only_a_withdrawn_article_had_is_not_suggested(self, client, about_everything):
        article = about_everything(title="Zebrawana")
        assert WordForm.objects.filter(word="zebrawana").exists()
        withdraw(article)
        assert ask(client, "zebrawama").context["suggestion"] is None

    @pytest.mark.parametrize(
        ("one", "other", "steps"),
        [("banjir", "bnajir", 1), ("banjir", "banjr", 1), ("banjir", "banjor", 1), ("a", "xyz", 3)],
    )
    def test_a_swapped_missing_or_wrong_letter_is_one_step(self, one, other, steps):
        assert distance(one, other, 2) == steps


def withdraw(article: ArticlePage) -> None:
    """Do to the row what a withdrawal does, without its records."""
    article.withdrawal_kind, article.is_public = WithdrawalKind.WITHDRAWN, False
    article.save(update_fields=["withdrawal_kind", "is_public"], clean=False)


class TestTheIndex:
    def test_a_withdrawn_article_is_not_found_before_the_index_has_forgotten_it(self, client, about_everything):
        article = about_everything(title="Zebrawana bersiap", tags=("zebrawana",))
        assert titles(ask(client, "zebrawana")) == ["Zebrawana bersiap"]
        withdraw(article)
        assert SearchEntry.objects.filter(article=article).exists()
        response = ask(client, "zebrawana")
        assert titles(response) == []
        assert "Zebrawana bersiap" not in response.content.decode()
        assert response.context["result_count_label"].startswith("0 ")
        assert response.context["facets"] == []
        outbox.run_due()
        assert not SearchEntry.objects.filter(article=article).exists()

    def test_a_publication_leaves_the_index_to_the_outbox_which_tries_again(self, client, newsroom_desk, monkeypatch):
        def fail(articles):
            raise RuntimeError("no index")

        with monkeypatch.context() as broken:
            broken.setattr(store, "write", fail)
            article = public_article(newsroom_desk, title="Zebrawana bersiap")
            entry = OutboxEntry.objects.get(kind=upkeep.ARTICLE_KIND, payload__page=article.pk)
            outbox.run_due()
        entry.refresh_from_db()
        assert (entry.state, entry.attempts, entry.last_error) == ("waiting", 1, "RuntimeError: no index")
        assert article.is_public
        assert titles(ask(client, "zebrawana")) == []
        outbox.run_due(entry.next_try_at)
        assert titles(ask(client, "zebrawana")) == ["Zebrawana bersiap"]
        entry.refresh_from_db()
        assert (entry.state, entry.last_error) == ("done", "")

    def test_an_act_on_many_articles_leaves_one_entry(self, newsroom_desk):
        with transaction.atomic(), outbox.gathering():
            keys = [public_article(newsroom_desk).pk for _number in range(3)]
        entry = OutboxEntry.objects.get(kind=upkeep.ARTICLE_KIND)
        assert entry.payload == {"pages": keys}
        outbox.run_due()
        assert set(SearchEntry.objects.values_list("article", flat=True)) == set(keys)

    def test_the_index_can_be_made_again_and_goes_on_where_it_was_stopped(self, client, two_stories, about_everything):
        about_everything(title="Konsep pelatihan", is_public=False)
        store.forget_everything()
        assert next(upkeep.fill(batch=1)) == 1
        assert SearchEntry.objects.count() == 1
        call_command("rebuild_search", stdout=StringIO())
        assert set(titles(ask(client, "latih"))) == {LAS, JAHIT}
        call_command("rebuild_search", "--all", "--stems", stdout=StringIO())
        assert set(titles(ask(client, "latih"))) == {LAS, JAHIT}

    def test_a_row_changed_past_the_code_is_not_shown_and_dropped_by_the_next_rebuild(self, client, about_everything):
        article = about_everything(title="Zebrawana")
        ArticlePage.objects.filter(pk=article.pk).update(is_public=False)
        assert titles(ask(client, "zebrawana")) == []
        call_command("rebuild_search", stdout=StringIO())
        assert SearchEntry.objects.count() == 0

    def test_a_corrected_text_is_found_by_its_new_words_only(self, client, about_everything):
        article = about_everything(title="Kabar", lead="Zebrawana.")
        article.lead = "Badaksono."
        store.write([article])
        assert titles(ask(client, "zebrawana")) == []
        assert titles(ask(client, "badaksono")) == ["Kabar"]

    def test_an_entry_is_small(self, about_everything):
        text = " ".join(f"kata{number % 300} desa warga" for number in range(240))
        article = about_everything(title="Panjang", body=[("paragraph", f"<p>{text}</p>")])
        entry = SearchEntry.objects.get(article=article)
        assert len(entry.packed) + len(entry.facets) < 2500

    def test_a_search_that_takes_too_long_looks_at_the_newest_and_else_says_so(self, client, two_stories, monkeypatch):
        calls = []

        def slow_at_first(plans, limit):
            calls.append(plans)
            if len(calls) == 1:
                raise store.TooSlowError
            return real(plans, limit)

        real = store.look_up
        monkeypatch.setattr(store, "look_up", slow_at_first)
        monkeypatch.setattr(engine, "WINDOW", 1)
        response = ask(client, "latih")
        assert titles(response) == [LAS]
        assert response.context["is_windowed"]
        monkeypatch.setattr(engine, "WINDOW", 100)
        calls.clear()
        response = ask(client, "latih")
        assert response.status_code == 200
        assert response.context["is_too_slow"]

    def test_the_database_itself_stops_when_the_time_is_up(self, two_stories, monkeypatch):
        """On SQLite the time is up before it begins; PostgreSQL is given a thousandth of a second to sleep in."""
        monkeypatch.setattr(store, "SECONDS", 0.001 if connection.vendor == "postgresql" else -1.0)
        monkeypatch.setattr(store, "INSTRUCTIONS", 1)
        if connection.vendor == "postgresql":
            monkeypatch.setattr(store, "_between", lambda *_: (" AND pg_sleep(1)::text IS NOT NULL", []))
        with pytest.raises(store.TooSlowError):
            store.look_up([(0, store.Plan(groups=[["melatih"]]))], 10)


def test_rows_of_a_tag_are_written_in_small_entries(client, about_everything, monkeypatch):
    monkeypatch.setattr(upkeep, "TAG_BATCH", 1)
    for number in range(2):
        about_everything(title=f"Kabar {number}", tags=("zebrawana",))
    tag = NewsTag.objects.get(name="zebrawana")
    NewsTag.objects.filter(pk=tag.pk).update(name="badaksono")
    tag.refresh_from_db()
    tag.save()
    assert TaggedArticle.objects.filter(tag=tag).count() == 2
    outbox.run_due()
    assert len(titles(ask(client, "badaksono"))) == 2
    assert OutboxEntry.objects.filter(kind=upkeep.TAG_KIND).count() == 3
