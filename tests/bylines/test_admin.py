"""The screens for bylines, and the list of tags that mean no agency yet."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from newsroom.agencies.matching import agency_for_tag
from newsroom.agencies.models import Agency, AgencyAlias, Region
from newsroom.articles.models import Desk
from newsroom.people.models import Byline
from newsroom.people.tag_mapping import MAPPED
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.factories import article_draft, public_article
from tests.people import client_of

NAMES = "wagtailsnippets_people_byline"
MAPPING = "tag-mapping:index"


def url(view: str, *args) -> str:
    return reverse(f"{NAMES}:{view}", args=args)


def byline_form(**changes) -> dict:
    return nested_form_data(
        {"initials": "rgl", "name": "Ragil", "is_active": "on", "aliases": inline_formset([]), **changes}
    )


class TestAnEditor:
    def test_adds_a_byline_with_its_other_spellings(self, redaktur: User) -> None:
        aliases = inline_formset([{"name": "Ragil", "valid_from": "", "valid_until": "2020-12-31"}])

        response = client_of(redaktur).post(url("add"), byline_form(aliases=aliases))

        assert response.status_code == 302
        alias = Byline.objects.get(initials="rgl").aliases.get()
        assert (alias.name, str(alias.valid_until)) == ("Ragil", "2020-12-31")

    def test_is_warned_of_initials_that_differ_in_case_only(self, redaktur: User) -> None:
        Byline.objects.create(initials="RGL", name="Rangga Lain")

        page = client_of(redaktur).post(url("add"), byline_form(), follow=True)

        assert Byline.objects.filter(initials="rgl").exists()
        assert "RGL (Rangga Lain)" in page.content.decode()

    def test_is_not_warned_where_all_is_clear(self, redaktur: User) -> None:
        page = client_of(redaktur).post(url("add"), byline_form(), follow=True)

        assert [message.level_tag for message in page.context["messages"]] == ["success"]

    def test_cannot_change_initials_that_stand_in_print(self, redaktur: User) -> None:
        byline = Byline.objects.create(initials="rgl")

        client_of(redaktur).post(url("edit", byline.pk), byline_form(initials="xyz", name="Ragil Baru"))

        byline.refresh_from_db()
        assert (byline.initials, byline.name) == ("rgl", "Ragil Baru")

    def test_sets_a_byline_to_inactive_and_it_is_no_longer_offered(self, redaktur: User) -> None:
        byline = Byline.objects.create(initials="rgl", name="Ragil")
        client = client_of(redaktur)
        chooser = reverse("wagtailsnippetchoosers_people_byline:choose")
        assert "rgl" in client.get(chooser).content.decode()

        form = byline_form()
        del form["is_active"]
        client.post(url("edit", byline.pk), form)

        assert "rgl" not in client.get(chooser).content.decode()

    def test_deletes_none_even_with_the_right_to(self, redaktur: User) -> None:
        redaktur.user_permissions.add(Permission.objects.get(codename="delete_byline"))
        byline = Byline.objects.create(initials="rgl")
        many = reverse("wagtail_bulk_action", args=["people", "byline", "delete"])
        client = client_of(redaktur)

        client.post(url("delete", byline.pk))
        client.post(f"{many}?id={byline.pk}")

        assert Byline.objects.filter(pk=byline.pk).exists()

    def test_sees_the_list_in_the_same_number_of_queries_for_3_and_30(
        self, redaktur: User, agency: Agency, django_assert_max_num_queries
    ) -> None:
        client = client_of(redaktur)
        for number in range(30):
            user = User.objects.create_user(f"penulis{number}")
            Byline.objects.create(initials=f"p{number}", user=user, agency=agency)
        client.get(url("list"))

        with django_assert_max_num_queries(20):
            client.get(url("list"))

    def test_finds_all_reference_data_in_one_menu(self, redaktur: User) -> None:
        page = client_of(redaktur).get(reverse("wagtailadmin_home")).content.decode()

        for name in ("tags_newstag", "agencies_agency", "agencies_region", "people_byline"):
            assert reverse(f"wagtailsnippets_{name}:list") in page
        assert reverse(MAPPING) in page
        assert reverse("wagtailsnippets_agencies_membership:list") not in page


class TestWhoeverIsNoEditor:
    def test_gets_no_screen(self, wartawan: User, kontributor: User, arsip: User) -> None:
        byline = Byline.objects.get(user=wartawan)
        for user in (wartawan, kontributor, arsip):
            client = client_of(user)
            for view, args in (("list", ()), ("add", ()), ("edit", (byline.pk,)), ("delete", (byline.pk,))):
                assert client.get(url(view, *args)).status_code == 302
            assert client.post(url("add"), byline_form()).status_code == 302
        assert not Byline.objects.filter(initials="rgl").exists()

    def test_is_sent_to_sign_in_when_nobody(self) -> None:
        for address in (url("list"), reverse(MAPPING)):
            assert Client().get(address).status_code == 302


class TestAnAccount:
    def test_may_go_and_the_byline_stays(self, wartawan: User) -> None:
        byline = Byline.objects.get(user=wartawan)

        wartawan.delete()

        byline.refresh_from_db()
        assert (byline.initials, byline.user) == ("her", None)


class TestTagsWithoutAnAgency:
    @pytest.fixture
    def tagged(self, newsroom_desk: Desk, agency: Agency) -> None:
        """Public articles with free topics, an agency and a region among their tags."""
        Region.objects.create(code="35.25", name="Kabupaten Gresik", short_name="Gresik", kind="kabupaten")
        public_article(newsroom_desk, tags=("puskesos", "gresik", "dinas uji jatim"))
        public_article(newsroom_desk, tags=("puskesos", "lansia"))

    def test_are_listed_most_used_first_without_those_that_mean_something(self, redaktur: User, tagged: None) -> None:
        page = client_of(redaktur).get(reverse(MAPPING))

        assert [(tag.name, tag.uses) for tag in page.context["tags"]] == [("puskesos", 2), ("lansia", 1)]

    def test_leave_out_aliases_and_tags_of_drafts_that_the_user_may_not_see(
        self, admin: User, tagged: None, newsroom_desk: Desk
    ) -> None:
        article_draft(newsroom_desk, tags=("mutasi rahasia",))
        NewsTag.objects.create(name="jompo", alias_of=NewsTag.objects.get(name="lansia"), is_reference=True)

        page = client_of(admin).get(reverse(MAPPING))

        assert [tag.name for tag in page.context["tags"]] == ["puskesos", "lansia"]

    def test_are_mapped_by_an_editor_and_leave_the_list(self, redaktur: User, tagged: None, agency: Agency) -> None:
        tag = NewsTag.objects.get(name="puskesos")
        client = client_of(redaktur)

        client.post(reverse(MAPPING), {"tag": tag.pk, "agency": agency.pk})

        assert agency_for_tag("#Puskesos") == agency
        assert [tag.name for tag in client.get(reverse(MAPPING)).context["tags"]] == ["lansia"]
        assert ModelLogEntry.objects.for_instance(agency).get(action=MAPPED).user == redaktur

    def test_stay_when_no_agency_is_chosen_or_the_alias_is_taken(
        self, redaktur: User, tagged: None, agency: Agency
    ) -> None:
        tag = NewsTag.objects.get(name="puskesos")
        other = Agency.objects.create(name="Dinas Lain", short_name="Lain")
        client = client_of(redaktur)

        client.post(reverse(MAPPING), {"tag": tag.pk, "agency": ""})
        assert not AgencyAlias.objects.exists()

        AgencyAlias.objects.create(agency=other, name="Puskesos")
        page = client.post(reverse(MAPPING), {"tag": tag.pk, "agency": agency.pk}, follow=True)
        assert AgencyAlias.objects.get().agency == other
        assert "Dinas Lain" in page.content.decode()

    def test_are_no_matter_of_writers(self, wartawan: User, kontributor: User, tagged: None, agency: Agency) -> None:
        tag = NewsTag.objects.get(name="puskesos")
        for user in (wartawan, kontributor):
            client = client_of(user)
            assert client.get(reverse(MAPPING)).status_code == 302
            assert client.post(reverse(MAPPING), {"tag": tag.pk, "agency": agency.pk}).status_code == 302
        assert not AgencyAlias.objects.exists()
