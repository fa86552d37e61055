"""A tag of a draft stays unknown to whoever may not see the draft."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.articles.models import ArticlePage, Desk
from newsroom.tags.models import NewsTag
from newsroom.tags.visibility import suggestions, uses_seen_by, visible_tags, with_use_counts
from newsroom.users.models import User
from tests.factories import article_draft, public_article
from tests.forms import article_form
from tests.people import client_of

SECRET = "mutasi rahasia"
LIST = "wagtailsnippets_tags_newstag:list"


@pytest.fixture
def secret(newsroom_desk: Desk) -> NewsTag:
    """A tag that only a draft on the newsroom's desk carries."""
    article_draft(newsroom_desk, tags=(SECRET,))
    return NewsTag.objects.get(name=SECRET)


def suggested(user: User, term: str) -> list[str]:
    response = client_of(user).get(reverse("newsroom_tag_suggestions"), {"term": term})
    assert response.status_code == 200
    return response.json()


class TestTheTagOfADraft:
    def test_is_suggested_to_those_who_may_see_the_draft(self, wartawan: User, redaktur: User, secret: NewsTag) -> None:
        assert suggested(wartawan, "mut") == [SECRET]
        assert suggested(redaktur, "rahasia") == [SECRET]

    def test_is_not_suggested_to_a_contributor_of_another_desk(self, kontributor: User, secret: NewsTag) -> None:
        assert suggested(kontributor, "mut") == []

    def test_is_not_suggested_to_those_without_a_right_to_pages(
        self, admin: User, arsip: User, secret: NewsTag
    ) -> None:
        assert suggested(admin, "mut") == []
        assert suggested(arsip, "mut") == []

    def test_is_not_told_to_anybody_by_wagtails_own_suggestions(
        self, redaktur: User, kontributor: User, secret: NewsTag
    ) -> None:
        stock = reverse("wagtailadmin_tag_model_autocomplete", args=["tags", "newstag"])

        for user in (redaktur, kontributor):
            assert client_of(user).get(stock, {"term": "mut"}).status_code == 404

    def test_has_no_chooser_that_would_list_it(self) -> None:
        from django.urls import NoReverseMatch

        with pytest.raises(NoReverseMatch):
            reverse("wagtailsnippetchoosers_tags_newstag:choose")

    def test_is_in_no_list_and_behind_no_address_of_the_admin(self, kontributor: User, secret: NewsTag) -> None:
        client = client_of(kontributor)

        assert SECRET not in client.get(reverse(LIST)).content.decode()
        assert SECRET not in client.get(reverse(LIST), {"q": "mutasi"}).content.decode()
        for view in ("edit", "merge", "usage", "history", "delete"):
            response = client.get(reverse(f"wagtailsnippets_tags_newstag:{view}", args=[secret.pk]))
            assert response.status_code in {302, 404}
            assert SECRET not in response.content.decode()

    def test_does_not_answer_as_the_target_of_a_merge(self, redaktur: User, secret: NewsTag, kontributor: User) -> None:
        """An unknown tag and a secret one are answered in the same words."""
        NewsTag.objects.create(name="terbuka", is_reference=True)
        open_tag = NewsTag.objects.get(name="terbuka")
        kontributor.user_permissions.add(*_rights("change_newstag"))
        url = reverse("wagtailsnippets_tags_newstag:merge", args=[open_tag.pk])
        client = client_of(kontributor)

        answers = [client.get(url, {"into": name}) for name in (SECRET, "tidak pernah ada")]

        assert [answer.context["target"] for answer in answers] == [None, None]
        assert answers[0].context["form"].errors == answers[1].context["form"].errors
        assert SECRET not in [tag.name for tag in answers[1].context["offered"]]

    def test_is_told_to_nobody_who_is_not_signed_in(self, secret: NewsTag) -> None:
        response = Client().get(reverse("newsroom_tag_suggestions"), {"term": "mut"})

        assert response.status_code == 302
        assert SECRET not in response.content.decode()

    def test_has_no_public_page(self, client: Client, secret: NewsTag) -> None:
        assert client.get(secret.public_path).status_code == 404


class TestATagThatIsNoSecret:
    def test_is_suggested_to_everybody_once_an_article_is_public(self, kontributor: User, newsroom_desk: Desk) -> None:
        public_article(newsroom_desk, tags=("bantuan sosial",))

        assert suggested(kontributor, "bantuan") == ["bantuan sosial"]

    def test_is_suggested_to_everybody_when_somebody_offers_it(self, kontributor: User) -> None:
        NewsTag.objects.create(name="hari jadi jatim", is_reference=True)

        assert suggested(kontributor, "hari") == ["hari jadi jatim"]

    def test_without_any_article_is_told_to_nobody_until_it_is_offered(self, redaktur: User) -> None:
        """It may stand in a revision of a draft, where no row shows it."""
        NewsTag.objects.create(name=SECRET)

        assert suggested(redaktur, "mut") == []


class TestSuggestions:
    def test_find_a_tag_by_any_of_its_words_and_under_any_spelling(self, redaktur: User) -> None:
        NewsTag.objects.create(name="dinsos jatim", is_reference=True)

        for term in ("din", "#Dinsos  j", "JATIM", "dinsos\u00a0jatim"):
            assert suggested(redaktur, term) == ["dinsos jatim"]
        for term in ("", "#", "insos", "tidak"):
            assert suggested(redaktur, term) == []

    def test_put_the_most_used_first(self, redaktur: User, newsroom_desk: Desk) -> None:
        for name in ("bansos lansia", "bansos anak", "bansos anak"):
            public_article(newsroom_desk, tags=(name,))

        assert suggested(redaktur, "bansos") == ["bansos anak", "bansos lansia"]

    def test_give_the_canonical_tag_for_an_alias(self, redaktur: User) -> None:
        canonical = NewsTag.objects.create(name="dinsos jatim", is_reference=True)
        NewsTag.objects.create(name="sosial jatim", is_reference=True, alias_of=canonical)

        assert suggested(redaktur, "sosial") == ["dinsos jatim"]

    def test_give_no_canonical_tag_that_is_secret(self, redaktur: User) -> None:
        canonical = NewsTag.objects.create(name=SECRET)
        NewsTag.objects.create(name="sosial jatim", is_reference=True, alias_of=canonical)

        assert suggested(redaktur, "sosial") == []

    def test_cost_the_same_for_3_tags_and_for_30(
        self, redaktur: User, newsroom_desk: Desk, django_assert_max_num_queries
    ) -> None:
        for number in range(30):
            NewsTag.objects.create(name=f"bansos {number}", is_reference=True)
        user = User.objects.get(pk=redaktur.pk)

        with django_assert_max_num_queries(6):
            found = suggestions(user, "bansos", 10)

        assert len(found) == 10

    def test_are_asked_for_by_get_only(self, redaktur: User) -> None:
        assert client_of(redaktur).post(reverse("newsroom_tag_suggestions")).status_code == 405


class TestCounts:
    def test_leave_out_articles_that_the_user_may_not_see(
        self, kontributor: User, redaktur: User, superuser: User, newsroom_desk: Desk, agency_desk: Desk
    ) -> None:
        public_article(newsroom_desk, tags=("bansos",))
        article_draft(newsroom_desk, tags=("bansos",))
        article_draft(agency_desk, tags=("bansos",))

        def count_for(user: User) -> int:
            return with_use_counts(visible_tags(user), user).get(name="bansos").uses

        assert count_for(kontributor) == 2
        assert count_for(redaktur) == 3
        assert count_for(superuser) == 3

    def test_know_rows_of_every_article_for_the_superuser(self, superuser: User, newsroom_desk: Desk) -> None:
        article_draft(newsroom_desk, tags=("bansos",))
        row_model = ArticlePage._meta.get_field("tagged_items").related_model

        assert uses_seen_by(superuser, row_model).count() == 1


class TestTheTagFieldOfAnArticle:
    def test_separates_at_commas_and_hash_signs_and_finds_tags_that_are_there(
        self, wartawan: User, newsroom_desk: Desk
    ) -> None:
        NewsTag.objects.create(name="Dinsos Jatim")
        url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])

        response = client_of(wartawan).post(url, article_form(tags='"#dinsos  jatim #lansia", "bantuan, sosial"'))

        assert response.status_code == 302
        article = ArticlePage.objects.get(title="Judul dari formulir")
        assert [tag.name for tag in article.tags.all()] == ["Dinsos Jatim", "lansia", "bantuan, sosial"]

    def test_does_not_split_a_lone_tag_at_its_spaces(self, wartawan: User, newsroom_desk: Desk) -> None:
        url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])

        client_of(wartawan).post(url, article_form(tags="dinsos jatim"))

        assert list(NewsTag.objects.values_list("name", flat=True)) == ["dinsos jatim"]

    def test_refuses_a_tag_that_is_too_long(self, wartawan: User, newsroom_desk: Desk) -> None:
        url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])

        response = client_of(wartawan).post(url, article_form(tags="x" * 101))

        assert response.status_code == 200
        assert not NewsTag.objects.exists()

    def test_shows_the_form_with_our_suggestions_and_the_tags_as_they_were_written(
        self, wartawan: User, newsroom_desk: Desk
    ) -> None:
        article = article_draft(newsroom_desk, owner=wartawan, tags=("dinsos jatim", "bantuan, sosial"))

        page = client_of(wartawan).get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()

        assert reverse("newsroom_tag_suggestions") in page
        assert "&quot;dinsos jatim&quot;, &quot;bantuan, sosial&quot;" in page


def _rights(*codenames: str):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)
