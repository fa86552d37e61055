"""The regions and agencies that come with the project."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from newsroom.agencies.models import Agency, AgencyAlias, Region

pytestmark = pytest.mark.django_db


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_reference_data", *options, stdout=out)
    return out.getvalue()


class TestLoading:
    def test_brings_the_38_regions_with_their_codes(self) -> None:
        load()

        assert Region.objects.filter(kind="kabupaten").count() == 29
        assert Region.objects.filter(kind="kota").count() == 9
        assert Region.objects.get(code="35.78").name == "Kota Surabaya"
        assert Region.objects.get(code="35.25").public_path == "/wilayah/kabupaten-gresik/"

    def test_brings_the_agencies_with_full_names_and_parents(self) -> None:
        load()

        dinsos = Agency.objects.get(slug="dinsos-jatim")
        assert dinsos.name == "Dinas Sosial Provinsi Jawa Timur"
        assert dinsos.public_path == "/instansi/dinsos-jatim/"
        assert list(dinsos.units.values_list("name", flat=True)) == ["UPT PTKS Malang"]
        assert Agency.objects.get(slug="setda-jatim").units.count() == 9
        assert Agency.objects.filter(kind="rumah_sakit").count() == 8

    def test_twice_changes_nothing(self) -> None:
        load()
        counts = Agency.objects.count(), AgencyAlias.objects.count(), Region.objects.count()

        said = load()

        assert "nothing to do" in said
        assert counts == (Agency.objects.count(), AgencyAlias.objects.count(), Region.objects.count())

    def test_keeps_what_people_have_edited(self) -> None:
        load()
        Agency.objects.filter(slug="dinsos-jatim").update(name="Dinas Sosial dan Pemberdayaan", kind="badan")
        Region.objects.filter(code="35.25").update(name="Kab. Gresik")

        load()

        dinsos = Agency.objects.get(slug="dinsos-jatim")
        assert (dinsos.name, dinsos.kind) == ("Dinas Sosial dan Pemberdayaan", "badan")
        assert Region.objects.get(code="35.25").name == "Kab. Gresik"

    def test_fills_what_is_empty_and_brings_back_what_is_missing(self) -> None:
        load()
        Agency.objects.filter(slug="upt-ptks-malang").update(parent=None)
        Agency.objects.filter(slug="dishut-jatim").delete()

        said = load("--verbosity", "2")

        assert Agency.objects.get(slug="upt-ptks-malang").parent.slug == "dinsos-jatim"
        assert "filled in for UPT PTKS Malang: parent" in said
        assert "agency added: Dinas Kehutanan Provinsi Jawa Timur" in said

    def test_does_not_add_an_agency_again_that_was_entered_by_hand(self) -> None:
        own = Agency.objects.create(name="Dinas Sosial  provinsi jawa timur", short_name="Dinsos", slug="sosial")

        load()

        assert not Agency.objects.filter(slug="dinsos-jatim").exists()
        assert AgencyAlias.objects.get(key="dinsos").agency == own
        assert Agency.objects.get(slug="upt-ptks-malang").parent == own

    def test_does_not_add_a_region_again_that_was_entered_under_another_code(self) -> None:
        Region.objects.create(code="3525", name="Kabupaten Gresik", short_name="Gresik", kind="kabupaten")

        load()

        assert Region.objects.count() == 38

    def test_does_not_bring_back_an_alias_that_an_editor_took_off(self) -> None:
        load()
        AgencyAlias.objects.get(key="kominfo").delete()

        load()

        assert not AgencyAlias.objects.filter(key="kominfo").exists()

    def test_leaves_an_alias_with_the_agency_that_an_editor_gave_it_to(self) -> None:
        other = Agency.objects.create(name="Kementerian Sosial", short_name="Kemensos")
        AgencyAlias.objects.create(agency=other, name="Dinsos")

        load()

        assert AgencyAlias.objects.get(key="dinsos").agency == other

    def test_as_a_dry_run_tells_and_stores_nothing(self) -> None:
        said = load("--dry-run")

        assert "region added: 35.25 Kabupaten Gresik" in said
        assert "Dry run" in said
        assert not Region.objects.exists()
        assert not Agency.objects.exists()


class TestAnAgency:
    def test_gets_an_address_from_its_short_name_and_keeps_it(self) -> None:
        first = Agency.objects.create(name="Dinas Satu", short_name="Dinas Contoh")
        second = Agency.objects.create(name="Dinas Dua", short_name="Dinas Contoh")

        first.short_name = "Nama Baru"
        first.save()

        assert first.slug == "dinas-contoh"
        assert second.slug == "dinas-contoh-2"

    def test_cannot_be_part_of_itself_by_any_way_round(self) -> None:
        above = Agency.objects.create(name="Dinas Atas", short_name="Atas")
        below = Agency.objects.create(name="Unit Bawah", short_name="Bawah", parent=above)

        above.parent = below
        with pytest.raises(ValidationError):
            above.full_clean()
        above.parent = above
        with pytest.raises(IntegrityError), transaction.atomic():
            above.save()

    def test_shares_no_alias_with_another(self) -> None:
        first = Agency.objects.create(name="Dinas Satu", short_name="Satu")
        second = Agency.objects.create(name="Dinas Dua", short_name="Dua")
        AgencyAlias.objects.create(agency=first, name="Satpol PP")

        with pytest.raises(ValidationError, match="Dinas Satu"):
            AgencyAlias(agency=second, name="#satpolpp").full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            AgencyAlias.objects.create(agency=second, name="SATPOL  pp")

    def test_has_no_alias_without_a_letter(self) -> None:
        agency = Agency.objects.create(name="Dinas Satu", short_name="Satu")

        with pytest.raises(ValidationError):
            AgencyAlias(agency=agency, name=" # ").full_clean()
