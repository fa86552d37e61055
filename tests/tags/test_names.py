"""How tags are written down, told apart and found again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from newsroom.articles.models import ArticlePage
from newsroom.tags.models import NewsTag
from newsroom.tags.normalise import MAX_LENGTH, clean_name, key_for
from newsroom.tags.parsing import join_tags, split_tags
from newsroom.tags.querysets import NewsTagQuerySet


class TestATagAsItIsTyped:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("dinsos jatim", "dinsos jatim"),
            ("#dinsos jatim", "dinsos jatim"),
            ("  ## Dinsos  Jatim ", "Dinsos Jatim"),
            ("dinsos\u00a0jatim", "dinsos jatim"),
            ("din\u00adsos\u200b jatim\ufeff", "dinsos jatim"),
            ("Ｄｉｎｓｏｓ", "Dinsos"),
            ("𝐃𝐢𝐧𝐬𝐨𝐬", "Dinsos"),
            ("＃dinsos", "dinsos"),
            ('"dinsos jatim"', "dinsos jatim"),
            ("dinsos jatim,", "dinsos jatim"),
            ("C#", "C#"),
            ("bantuan, sosial", "bantuan, sosial"),
            ("#", ""),
            (" \u200b ", ""),
        ],
    )
    def test_is_stored_without_accidents_of_copying(self, typed: str, stored: str) -> None:
        assert clean_name(typed) == stored

    @pytest.mark.parametrize(
        "typed", ["#Dinsos  Jatim", "DINSOS JATIM", "ｄｉｎｓｏｓ jatim", "dinsos\u00a0jatim", "Dinſos Jatim"]
    )
    def test_is_the_same_tag_under_every_spelling(self, typed: str) -> None:
        assert key_for(typed) == key_for("dinsos jatim")

    def test_is_folded_beyond_lower_case(self) -> None:
        assert key_for("STRASSE") == key_for("straße")
        assert key_for("ŉ") == key_for(key_for("ŉ"))

    def test_is_cut_at_a_word_when_it_is_far_too_long(self) -> None:
        name = clean_name("kata " * 40)

        assert len(name) <= MAX_LENGTH
        assert name.endswith("kata")
        assert len(clean_name("x" * 300)) == MAX_LENGTH


class TestALineOfTags:
    @pytest.mark.parametrize(
        ("line", "tags"),
        [
            ("dinsos jatim", ["dinsos jatim"]),
            ("dinsos jatim, bansos", ["dinsos jatim", "bansos"]),
            ("#Emil Elestianto Dardak #Plt Gubernur Jatim", ["Emil Elestianto Dardak", "Plt Gubernur Jatim"]),
            ('"#dinsos jatim #surabaya"', ["dinsos jatim", "surabaya"]),
            ("#satu#dua", ["satu", "dua"]),
            ('"bantuan, sosial", lansia', ["bantuan, sosial", "lansia"]),
            ("lansia\nbansos\r\nptks", ["lansia", "bansos", "ptks"]),
            ("C#, lansia", ["C#", "lansia"]),
            ("Dinsos Jatim, #dinsos  jatim", ["Dinsos Jatim"]),
            (', ,"", # ,', []),
            ('"tidak ditutup', ["tidak ditutup"]),
            ("", []),
        ],
    )
    def test_is_taken_apart_at_commas_and_hash_signs_and_never_at_spaces(self, line: str, tags: list[str]) -> None:
        assert split_tags(line) == tags

    def test_is_read_back_as_it_was_written(self) -> None:
        names = ["dinsos jatim", "bantuan, sosial", "lansia", "C#"]

        assert split_tags(join_tags(names)) == names


@pytest.mark.django_db
class TestOneTagPerKey:
    def test_the_first_spelling_stays(self) -> None:
        first, made = NewsTag.objects.get_or_create(name="dinsos jatim")
        second, made_again = NewsTag.objects.get_or_create(name="#Dinsos  Jatim")

        assert (made, made_again) == (True, False)
        assert second == first
        assert second.name == "dinsos jatim"

    @pytest.mark.parametrize("typed", ["#Dinsos  Jatim", "ｄｉｎｓｏｓ jatim", "DINSOS\u00a0JATIM"])
    def test_an_article_tagged_in_code_gets_the_tag_that_is_there(self, typed: str) -> None:
        tag = NewsTag.objects.create(name="dinsos jatim")
        article = ArticlePage(title="Satu")

        article.tags.add(typed, "Dinsos jatim")

        assert list(article.tags.all()) == [tag]
        assert NewsTag.objects.count() == 1

    def test_a_tag_with_a_comma_is_one_tag(self) -> None:
        article = ArticlePage(title="Satu")

        article.tags.add("Pemberdayaan Perempuan, Anak")
        article.tags.set(["pemberdayaan  perempuan, anak"])

        assert [tag.name for tag in article.tags.all()] == ["Pemberdayaan Perempuan, Anak"]

    def test_the_database_refuses_a_second_one_by_whatever_way_it_comes(self) -> None:
        NewsTag.objects.create(name="dinsos jatim")

        with pytest.raises(IntegrityError), transaction.atomic():
            NewsTag.objects.create(name="DINSOS  jatim")
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsTag.objects.bulk_create([NewsTag(name="bansos", slug="bansos")])
        with pytest.raises(ValidationError, match="dinsos jatim"):
            NewsTag(name="#DINSOS jatim").full_clean(exclude=["slug"])

    def test_a_tag_needs_a_letter(self) -> None:
        with pytest.raises(ValidationError):
            NewsTag.objects.create(name=" # ")
        with pytest.raises(ValidationError):
            NewsTag.objects.get_or_create(name="\u200b")

    def test_two_writers_at_once_get_one_tag(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The other writer's tag appears between our look and our insert."""
        look = NewsTagQuerySet.get

        def look_before_the_other(self: NewsTagQuerySet, *args, **kwargs) -> NewsTag:
            monkeypatch.undo()
            try:
                return look(self, *args, **kwargs)
            finally:
                NewsTag.objects.create(name="Dinsos Jatim")

        monkeypatch.setattr(NewsTagQuerySet, "get", look_before_the_other)
        tag, made = NewsTag.objects.get_or_create(name="dinsos jatim")

        assert not made
        assert tag.name == "Dinsos Jatim"
        assert NewsTag.objects.count() == 1

    def test_two_writers_at_once_may_need_the_same_address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The other tag takes the address between our choice of it and our insert."""
        choose = NewsTag._free_slug

        def choose_before_the_other(self: NewsTag) -> str:
            monkeypatch.undo()
            slug = choose(self)
            NewsTag.objects.create(name="dinsos-jatim")
            return slug

        monkeypatch.setattr(NewsTag, "_free_slug", choose_before_the_other)
        tag = NewsTag.objects.create(name="dinsos jatim")

        assert tag.slug == "dinsos-jatim-2"


@pytest.mark.django_db(transaction=True)
def test_eight_writers_in_eight_threads_get_one_tag() -> None:
    spellings = ["dinsos jatim", "Dinsos Jatim", "#dinsos  jatim", "DINSOS JATIM"] * 2
    start = Barrier(len(spellings))

    def write(spelling: str) -> int:
        start.wait()
        try:
            return NewsTag.objects.get_or_create(name=spelling)[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(spellings)) as writers:
        found = set(writers.map(write, spellings))

    assert len(found) == 1
    assert NewsTag.objects.count() == 1


@pytest.mark.django_db
class TestTheAddressOfATag:
    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("dinsos jatim", "/tag/dinsos-jatim/"),
            ("Jum’at Berkah", "/tag/jumat-berkah/"),
            ("Café", "/tag/cafe/"),
            ("日本", "/tag/tag/"),
            ("!?", "/tag/tag/"),
        ],
    )
    def test_is_made_of_plain_letters(self, name: str, path: str) -> None:
        assert NewsTag.objects.create(name=name).public_path == path

    def test_is_numbered_where_two_tags_would_share_it(self) -> None:
        slugs = [
            NewsTag.objects.create(name=name).slug
            for name in ("dinsos jatim", "dinsos-jatim", "dinsos/jatim", "dinsos_jatim")
        ]

        assert slugs[:2] == ["dinsos-jatim", "dinsos-jatim-2"]
        assert len(set(slugs)) == 4

    def test_stays_when_the_tag_is_spelled_anew(self) -> None:
        tag = NewsTag.objects.create(name="dinsos jatim")

        tag.name = "Dinsos Jawa Timur"
        tag.save()

        assert tag.slug == "dinsos-jatim"
        assert NewsTag.objects.get(name="dinsos jawa timur") == tag
