"""The admin screens for agencies and regions: who may, who may not, what is kept."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from newsroom.agencies.models import Agency, AgencyAlias, Region
from newsroom.articles.models import ArticleAgency
from newsroom.users.models import User
from tests.factories import article_draft
from tests.people import client_of

AGENCIES = "wagtailsnippets_agencies_agency"
REGIONS = "wagtailsnippets_agencies_region"


def agency_form(**changes) -> dict:
    return nested_form_data(
        {
            "name": "Dinas Contoh Provinsi Jawa Timur",
            "short_name": "Dincontoh Jatim",
            "kind": "dinas",
            "is_active": "on",
            "aliases": inline_formset([{"name": "dincontoh"}]),
            **changes,
        }
    )


def allow(user: User, *codenames: str) -> None:
    """Give a right that no role has, as an administrator may."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


class TestAnEditor:
    def test_adds_an_agency_with_its_aliases(self, redaktur: User) -> None:
        response = client_of(redaktur).post(reverse(f"{AGENCIES}:add"), agency_form())

        assert response.status_code == 302
        agency = Agency.objects.get(slug="dincontoh-jatim")
        assert [alias.name for alias in agency.aliases.all()] == ["dincontoh"]

    def test_is_told_which_agency_has_an_alias_already(self, redaktur: User, agency: Agency) -> None:
        AgencyAlias.objects.create(agency=agency, name="Din Contoh")

        response = client_of(redaktur).post(reverse(f"{AGENCIES}:add"), agency_form())

        assert response.status_code == 200
        assert agency.name in response.content.decode()
        assert not Agency.objects.filter(slug="dincontoh-jatim").exists()

    def test_cannot_change_an_address_that_readers_have(self, redaktur: User, agency: Agency) -> None:
        form = agency_form(name="Nama Baru", slug="lain", aliases=inline_formset([]))

        client_of(redaktur).post(reverse(f"{AGENCIES}:edit", args=[agency.pk]), form)

        agency.refresh_from_db()
        assert (agency.name, agency.slug) == ("Nama Baru", "dinas-uji")

    def test_finds_agencies_and_regions_in_the_menu_and_the_lists(self, redaktur: User, agency: Agency) -> None:
        client = client_of(redaktur)

        assert agency.name in client.get(reverse(f"{AGENCIES}:list")).content.decode()
        assert client.get(reverse(f"{REGIONS}:list")).status_code == 200

    def test_is_offered_only_agencies_that_still_exist(self, redaktur: User, agency: Agency) -> None:
        Agency.objects.create(name="Dinas Bubar", short_name="Bubar", is_active=False)

        page = client_of(redaktur).get(reverse("wagtailsnippetchoosers_agencies_agency:choose"))

        assert agency.name in page.content.decode()
        assert "Dinas Bubar" not in page.content.decode()

    def test_sees_a_list_in_the_same_number_of_queries_for_3_and_30(
        self, redaktur: User, django_assert_max_num_queries
    ) -> None:
        region = Region.objects.create(code="35.25", name="Kabupaten Gresik", short_name="Gresik", kind="kabupaten")
        client = client_of(redaktur)
        for number in range(30):
            Agency.objects.create(name=f"Dinas {number}", short_name=f"D{number}", region=region)
        client.get(reverse(f"{AGENCIES}:list"))

        with django_assert_max_num_queries(20):
            client.get(reverse(f"{AGENCIES}:list"))


class TestWhoeverHasNoRightToThem:
    def test_gets_no_screen(self, wartawan: User, kontributor: User, agency: Agency) -> None:
        for user in (wartawan, kontributor):
            client = client_of(user)
            assert client.get(reverse(f"{AGENCIES}:list")).status_code == 302
            assert client.post(reverse(f"{AGENCIES}:add"), agency_form()).status_code == 302
            assert client.post(reverse(f"{AGENCIES}:delete", args=[agency.pk])).status_code == 302
        assert Agency.objects.count() == 1

    def test_is_sent_to_sign_in_when_nobody(self, agency: Agency) -> None:
        response = Client().get(reverse(f"{AGENCIES}:list"))

        assert response.status_code == 302
        assert "/akun/" in response["Location"] or "login" in response["Location"]


class TestADraft:
    def test_stays_unknown_to_an_administrator_who_looks_where_an_agency_is_used(
        self, admin: User, agency: Agency, newsroom_desk
    ) -> None:
        article = article_draft(newsroom_desk, title="Mutasi Rahasia Pejabat")
        ArticleAgency.objects.create(article=article, agency=agency, role="own")
        article.save()
        client = client_of(admin)

        for view in ("usage", "edit", "history"):
            page = client.get(reverse(f"{AGENCIES}:{view}", args=[agency.pk]))
            assert page.status_code == 200
            assert article.title not in page.content.decode()


class TestAnAgencyInUse:
    @pytest.fixture
    def used(self, agency: Agency, newsroom_desk) -> Agency:
        article = article_draft(newsroom_desk)
        ArticleAgency.objects.create(article=article, agency=agency, role="own")
        return agency

    def test_is_not_deleted_and_the_screen_says_what_to_do(self, redaktur: User, used: Agency) -> None:
        allow(redaktur, "delete_agency")

        response = client_of(redaktur).post(reverse(f"{AGENCIES}:delete", args=[used.pk]), follow=True)

        assert Agency.objects.filter(pk=used.pk).exists()
        assert used.name in response.content.decode()

    def test_is_not_deleted_among_many_either(self, redaktur: User, used: Agency) -> None:
        allow(redaktur, "delete_agency")
        free = Agency.objects.create(name="Dinas Bebas", short_name="Bebas")
        url = reverse("wagtail_bulk_action", args=["agencies", "agency", "delete"])

        client_of(redaktur).post(f"{url}?id={used.pk}&id={free.pk}")

        assert set(Agency.objects.values_list("pk", flat=True)) == {used.pk, free.pk}

    def test_one_that_nothing_uses_can_go(self, redaktur: User) -> None:
        allow(redaktur, "delete_agency")
        free = Agency.objects.create(name="Dinas Bebas", short_name="Bebas")

        client_of(redaktur).post(reverse(f"{AGENCIES}:delete", args=[free.pk]))

        assert not Agency.objects.filter(pk=free.pk).exists()

    def test_a_region_with_an_agency_stays(self, redaktur: User) -> None:
        allow(redaktur, "delete_region")
        region = Region.objects.create(code="35.25", name="Kabupaten Gresik", short_name="Gresik", kind="kabupaten")
        Agency.objects.create(name="Dinas Gresik", short_name="DG", region=region)

        client_of(redaktur).post(reverse(f"{REGIONS}:delete", args=[region.pk]))

        assert Region.objects.filter(pk=region.pk).exists()


class TestMembers:
    def test_are_managed_by_the_administrator_and_not_by_editors(
        self, admin: User, redaktur: User, wartawan: User, agency: Agency
    ) -> None:
        url = reverse("wagtailsnippets_agencies_membership:add")

        assert client_of(redaktur).post(url, {"user": wartawan.pk, "agency": agency.pk}).status_code == 302
        assert not agency.memberships.exists()

        client_of(admin).post(url, {"user": wartawan.pk, "agency": agency.pk})

        assert [membership.user for membership in agency.memberships.all()] == [wartawan]
