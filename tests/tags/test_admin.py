"""The screens for tags: who may list, edit, merge and delete them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from newsroom.articles.models import Desk
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.factories import article_draft, public_article
from tests.people import client_of

NAMES = "wagtailsnippets_tags_newstag"


@pytest.fixture
def old(newsroom_desk: Desk) -> NewsTag:
    """A tag that three public articles carry."""
    for _ in range(3):
        public_article(newsroom_desk, tags=("dinsos jawa timur",))
    return NewsTag.objects.get(name="dinsos jawa timur")


@pytest.fixture
def new(newsroom_desk: Desk) -> NewsTag:
    """The tag that shall stay; one public article carries it."""
    public_article(newsroom_desk, tags=("dinsos jatim",))
    return NewsTag.objects.get(name="dinsos jatim")


def url(view: str, *args) -> str:
    return reverse(f"{NAMES}:{view}", args=args)


class TestTheList:
    def test_shows_the_most_used_tag_first_with_its_number(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        page = client_of(redaktur).get(url("list"))

        assert [tag.name for tag in page.context["object_list"]] == ["dinsos jawa timur", "dinsos jatim"]
        assert [tag.uses for tag in page.context["object_list"]] == [3, 1]

    def test_is_searched_sorted_and_filtered(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        NewsTag.objects.create(name="sosial", alias_of=new, is_reference=True)
        client = client_of(redaktur)

        def names(**query: str) -> list[str]:
            return [tag.name for tag in client.get(url("list"), query).context["object_list"]]

        assert names(q="jawa") == ["dinsos jawa timur"]
        assert names(alias_of="true") == ["sosial"]
        assert set(names(alias_of="false")) == {"dinsos jawa timur", "dinsos jatim"}
        assert names(ordering="uses")[0] == "sosial"
        assert names(is_reference="true") == ["sosial"]

    def test_costs_the_same_number_of_queries_for_3_tags_and_for_30(
        self, redaktur: User, new: NewsTag, django_assert_max_num_queries
    ) -> None:
        client = client_of(redaktur)
        for number in range(30):
            NewsTag.objects.create(name=f"tag {number}", is_reference=True, alias_of=new if number % 2 else None)
        client.get(url("list"))

        with django_assert_max_num_queries(25):
            client.get(url("list"))

    def test_is_read_by_a_press_officer_who_can_change_nothing(self, wartawan: User, new: NewsTag) -> None:
        client = client_of(wartawan)

        assert client.get(url("list")).status_code == 200
        for view, args in (("add", ()), ("edit", (new.pk,)), ("delete", (new.pk,)), ("merge", (new.pk,))):
            assert client.get(url(view, *args)).status_code == 302


class TestAnEditor:
    def test_adds_a_tag_that_is_offered_to_everybody(self, redaktur: User) -> None:
        client = client_of(redaktur)
        assert client.get(url("add")).context["form"].initial["is_reference"] is True

        client.post(url("add"), {"name": "#hari  jadi jatim", "is_reference": "on"})

        tag = NewsTag.objects.get(name="hari jadi jatim")
        assert (tag.name, tag.slug, tag.is_reference) == ("hari jadi jatim", "hari-jadi-jatim", True)

    def test_is_told_that_the_tag_is_there_already(self, redaktur: User, new: NewsTag) -> None:
        response = client_of(redaktur).post(url("add"), {"name": "#DINSOS  jatim"})

        assert response.status_code == 200
        assert NewsTag.objects.count() == 1

    def test_spells_a_tag_anew_and_keeps_its_address(self, redaktur: User, new: NewsTag) -> None:
        client_of(redaktur).post(url("edit", new.pk), {"name": "Dinsos Jatim", "slug": "lain", "alias_of": ""})

        new.refresh_from_db()
        assert (new.name, new.slug) == ("Dinsos Jatim", "dinsos-jatim")


class TestMerging:
    def test_shows_what_will_happen_and_changes_nothing_yet(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        response = client_of(redaktur).get(url("merge", old.pk), {"into": "#DINSOS  jatim"})

        assert response.context["target"] == new
        assert (response.context["tag"].uses, response.context["target"].uses) == (3, 1)
        assert "/tag/dinsos-jawa-timur/" in response.content.decode()
        old.refresh_from_db()
        assert old.alias_of is None

    def test_happens_when_the_editor_confirms(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        response = client_of(redaktur).post(url("merge", old.pk), {"into": "dinsos jatim"})

        assert response.status_code == 302
        old.refresh_from_db()
        assert old.alias_of == new

    def test_makes_the_old_address_lead_to_the_new_one(
        self, redaktur: User, client: Client, old: NewsTag, new: NewsTag
    ) -> None:
        client_of(redaktur).post(url("merge", old.pk), {"into": "dinsos jatim"})

        response = client.get(old.public_path)

        assert response.status_code == 301
        assert response["Location"] == new.public_path
        assert len(client.get(new.public_path).context["articles"]) == 4

    @pytest.mark.parametrize("into", ["", "tidak ada", "dinsos jawa timur"])
    def test_is_refused_into_nothing_and_into_itself(self, redaktur: User, old: NewsTag, into: str) -> None:
        response = client_of(redaktur).post(url("merge", old.pk), {"into": into})

        assert response.status_code == 200
        assert response.context["form"].errors
        old.refresh_from_db()
        assert old.alias_of is None

    def test_is_undone_by_a_button(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        client = client_of(redaktur)
        client.post(url("merge", old.pk), {"into": "dinsos jatim"})
        assert url("unmerge", old.pk) in client.get(url("merge", old.pk)).content.decode()

        client.post(url("unmerge", old.pk))

        old.refresh_from_db()
        assert old.alias_of is None

    def test_is_undone_by_post_only(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        old.alias_of = new
        old.save()

        assert client_of(redaktur).get(url("unmerge", old.pk)).status_code == 405

    def test_is_in_the_history_of_the_tag(self, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        client = client_of(redaktur)
        client.post(url("merge", old.pk), {"into": "dinsos jatim"})

        assert "dinsos jatim" in client.get(url("history", old.pk)).content.decode()

    @pytest.mark.parametrize("view", ["merge", "unmerge"])
    def test_needs_a_signed_in_editor_with_a_token(self, view: str, redaktur: User, old: NewsTag, new: NewsTag) -> None:
        if view == "unmerge":
            old.alias_of = new
            old.save()
        before = old.alias_of
        without_token = Client(enforce_csrf_checks=True)
        without_token.force_login(redaktur, backend="django.contrib.auth.backends.ModelBackend")

        for client, status in ((Client(), 302), (without_token, 403)):
            assert client.post(url(view, old.pk), {"into": "dinsos jatim"}).status_code == status
            old.refresh_from_db()
            assert old.alias_of == before

    @pytest.mark.parametrize("view", ["merge", "unmerge"])
    def test_is_no_matter_of_writers_and_administrators(
        self, view: str, wartawan: User, kontributor: User, arsip: User, admin: User, old: NewsTag, new: NewsTag
    ) -> None:
        if view == "unmerge":
            old.alias_of = new
            old.save()
        before = old.alias_of
        for user in (wartawan, kontributor, arsip, admin):
            assert client_of(user).post(url(view, old.pk), {"into": "dinsos jatim"}).status_code == 302
            old.refresh_from_db()
            assert old.alias_of == before


class TestDeleting:
    @pytest.fixture
    def deleting(self, redaktur: User) -> Client:
        """An editor with a right that no role has."""
        redaktur.user_permissions.add(Permission.objects.get(codename="delete_newstag"))
        return client_of(redaktur)

    def test_keeps_a_tag_in_use_and_says_what_to_do_instead(self, deleting: Client, old: NewsTag) -> None:
        response = deleting.post(url("delete", old.pk), follow=True)

        assert NewsTag.objects.filter(pk=old.pk).exists()
        assert old.name in response.content.decode()

    def test_keeps_a_tag_that_has_aliases(self, deleting: Client) -> None:
        tag = NewsTag.objects.create(name="satu", is_reference=True)
        NewsTag.objects.create(name="dua", alias_of=tag)

        deleting.post(url("delete", tag.pk))

        assert NewsTag.objects.filter(pk=tag.pk).exists()

    def test_keeps_it_among_many_too(self, deleting: Client, old: NewsTag) -> None:
        free = NewsTag.objects.create(name="bebas", is_reference=True)
        many = reverse("wagtail_bulk_action", args=["tags", "newstag", "delete"])

        deleting.post(f"{many}?id={old.pk}&id={free.pk}")

        assert NewsTag.objects.filter(pk__in=[old.pk, free.pk]).count() == 2

    def test_removes_one_that_nothing_carries(self, deleting: Client) -> None:
        free = NewsTag.objects.create(name="bebas", is_reference=True)

        deleting.post(url("delete", free.pk))

        assert not NewsTag.objects.filter(pk=free.pk).exists()

    def test_is_not_offered_to_editors(self, redaktur: User, newsroom_desk: Desk) -> None:
        article_draft(newsroom_desk, tags=("satu",))
        tag = NewsTag.objects.get(name="satu")

        assert client_of(redaktur).post(url("delete", tag.pk)).status_code == 302
        assert NewsTag.objects.filter(pk=tag.pk).exists()
