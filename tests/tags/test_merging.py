"""Two tags that mean the same become one, and can be told apart again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from newsroom.articles.models import ArticlePage
from newsroom.tags.merge import MERGED, UNMERGED, merge, unmerge
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.factories import public_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: Any) -> User:
    return User.objects.create_user("penyunting")


def tag(name: str, **fields: Any) -> NewsTag:
    return NewsTag.objects.create(name=name, **fields)


class TestMerging:
    def test_makes_the_tag_an_alias_and_logs_who_did_it(self, editor: User) -> None:
        old, new = tag("dinsos jawa timur"), tag("dinsos jatim")

        assert merge(old, new, user=editor) == new

        old.refresh_from_db()
        assert old.canonical == new
        entry = ModelLogEntry.objects.for_instance(old).get(action=MERGED)
        assert entry.user == editor
        assert entry.data["into"] == "dinsos jatim"
        assert "dinsos jatim" in entry.message

    def test_leaves_the_article_as_it_was_written_and_lists_it_under_the_canonical_tag(self, editor: User) -> None:
        article = public_article(tags=("dinsos jawa timur",))
        old, new = NewsTag.objects.get(name="dinsos jawa timur"), tag("dinsos jatim")

        merge(old, new, user=editor)

        assert [found.name for found in ArticlePage.objects.get(pk=article.pk).tags.all()] == ["dinsos jawa timur"]
        assert list(ArticlePage.objects.public().tagged(new)) == [article]

    def test_takes_the_aliases_along_so_that_none_is_two_steps_away(self, editor: User) -> None:
        first, second, third = tag("satu"), tag("dua"), tag("tiga")
        merge(first, second, user=editor)

        merge(second, third, user=editor)

        first.refresh_from_db()
        assert first.alias_of == third
        assert set(NewsTag.objects.family_of(first)) == {first, second, third}

    def test_into_an_alias_means_into_its_canonical_tag(self, editor: User) -> None:
        first, second, third = tag("satu"), tag("dua"), tag("tiga")
        merge(second, third, user=editor)

        assert merge(first, second, user=editor) == third

    def test_is_refused_into_itself_and_in_a_circle(self, editor: User) -> None:
        first, second = tag("satu"), tag("dua")
        merge(first, second, user=editor)

        for source, target in ((second, second), (second, first), (first, second)):
            with pytest.raises(ValidationError):
                merge(source, target, user=editor)
        second.refresh_from_db()
        assert second.alias_of is None

    def test_moves_an_alias_from_one_tag_to_another(self, editor: User) -> None:
        first, second, third = tag("satu"), tag("dua"), tag("tiga")
        merge(first, second, user=editor)

        merge(first, third, user=editor)

        first.refresh_from_db()
        assert first.alias_of == third


class TestUndoing:
    def test_makes_the_tag_its_own_again_with_the_aliases_it_had(self, editor: User) -> None:
        first, second, third = tag("satu"), tag("dua"), tag("tiga")
        other = tag("lain", alias_of=third)
        merge(first, second, user=editor)
        merge(second, third, user=editor)

        unmerge(second, user=editor)

        for one in (first, second, other):
            one.refresh_from_db()
        assert second.alias_of is None
        assert first.alias_of == second
        assert other.alias_of == third
        assert ModelLogEntry.objects.for_instance(second).filter(action=UNMERGED).exists()

    def test_is_refused_for_a_tag_that_is_no_alias(self, editor: User) -> None:
        with pytest.raises(ValidationError):
            unmerge(tag("satu"), user=editor)


class TestATagSavedInCode:
    def test_cannot_be_its_own_alias(self) -> None:
        first, second = tag("satu"), tag("dua")
        second.alias_of = first
        second.save()

        first.alias_of = second
        with pytest.raises(ValidationError):
            first.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsTag.objects.filter(pk=first.pk).update(alias_of=first)

    def test_flattens_a_chain(self) -> None:
        first, second, third = tag("satu"), tag("dua"), tag("tiga")
        first.alias_of = second
        first.save()
        second.alias_of = third
        second.save()

        first.refresh_from_db()
        assert first.alias_of == third

        fourth = tag("empat", alias_of=first)
        assert fourth.alias_of == third


def test_a_name_leads_to_the_canonical_tag() -> None:
    new = tag("dinsos jatim")
    tag("dinsos jawa timur", alias_of=new)

    assert NewsTag.objects.named("#Dinsos  Jawa Timur") == new
    assert NewsTag.objects.named("dinsos jatim") == new
    assert NewsTag.objects.named("tidak ada") is None
