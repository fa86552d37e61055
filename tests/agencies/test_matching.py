"""Which agency or region a tag means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.agencies.matching import AgencyMatcher, agency_for_tag, region_for_tag
from newsroom.agencies.models import Agency, AgencyAlias
from newsroom.agencies.reference import load_reference_data

if TYPE_CHECKING:
    from tests.agencies.conftest import Matcher

DINSOS = "Dinas Sosial Provinsi Jawa Timur"
DINSOS_GRESIK = {"name": "Dinas Sosial Kabupaten Gresik", "short_name": "Dinsos Gresik", "region": "35.25"}
DINSOS_KOTA_MALANG = {"name": "Dinas Sosial Kota Malang", "short_name": "Dinsos Kota Malang", "region": "35.73"}


def name_for(matcher: AgencyMatcher, tag: str) -> str | None:
    agency = matcher.agency_for_tag(tag)
    return agency.name if agency is not None else None


class TestAnAgencyOfTheProvince:
    @pytest.mark.parametrize(
        "tag",
        [
            "dinsos jatim",
            "#dinsos jatim",
            "#Dinsos  Jatim",
            "DINSOS JATIM",
            "dinsos\u00a0jatim",
            "din\u200bsos jatim",
            "ｄｉｎｓｏｓ jatim",
            "#DinsosJatim",
            "dinsos prov jatim",
            "dinsos prov. jatim",
            "dinsos provinsi jawa timur",
            "Dinas Sosial Jatim",
            "dinas sosial pemprov jatim",
            "Dinas Sosial Provinsi Jawa Timur",
            "dinsos provinsi",
            "dinsos",
        ],
    )
    def test_is_found_under_every_spelling_of_its_tag(self, matcher: AgencyMatcher, tag: str) -> None:
        assert name_for(matcher, tag) == DINSOS

    @pytest.mark.parametrize(
        ("tag", "name"),
        [
            ("kominfo jatim", "Dinas Komunikasi dan Informatika Provinsi Jawa Timur"),
            ("balitbang jatim", "Badan Riset dan Inovasi Daerah Provinsi Jawa Timur"),
            ("satpolpp jatim", "Satuan Polisi Pamong Praja Provinsi Jawa Timur"),
            ("Satpol PP", "Satuan Polisi Pamong Praja Provinsi Jawa Timur"),
            ("dp3ak jatim", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Kependudukan Provinsi Jawa Timur"),
            ("biro adpim jatim", "Biro Administrasi Pimpinan Sekretariat Daerah Provinsi Jawa Timur"),
            ("RSUD dr. Soetomo", "RSUD Dr. Soetomo"),
            ("rssa", "RSUD Dr. Saiful Anwar"),
        ],
    )
    def test_is_found_under_its_aliases(self, matcher: AgencyMatcher, tag: str, name: str) -> None:
        assert name_for(matcher, tag) == name

    @pytest.mark.parametrize(
        ("tag", "name"),
        [
            ("upt ptks malang", "UPT PTKS Malang"),
            ("bakorwil malang", "Badan Koordinasi Wilayah Pemerintahan dan Pembangunan Malang Provinsi Jawa Timur"),
            ("rsud dr soetomo surabaya", "RSUD Dr. Soetomo"),
        ],
    )
    def test_may_have_a_place_in_its_name(self, matcher: AgencyMatcher, tag: str, name: str) -> None:
        assert name_for(matcher, tag) == name

    def test_a_technical_unit_belongs_to_its_agency(self, matcher: AgencyMatcher) -> None:
        unit = matcher.agency_for_tag("UPT PTKS Malang")

        assert unit is not None
        assert unit.parent is not None
        assert unit.parent.name == DINSOS


class TestAnAgencyOfARegion:
    @pytest.mark.parametrize("tag", ["dinsos gresik", "dinsos kab. gresik", "#DinsosGresik", "dinsos kabupaten gresik"])
    def test_is_never_taken_for_the_provinces(self, matcher: AgencyMatcher, tag: str) -> None:
        assert matcher.agency_for_tag(tag) is None

    @pytest.mark.parametrize(
        "tag",
        [
            "dinsos gresik",
            "dinsos kab. gresik",
            "#DinsosKabGresik",
            "dinas sosial gresik",
            "Dinas Sosial Kabupaten Gresik",
            "dinsos gresik jatim",
        ],
    )
    def test_is_found_where_it_is_known_without_aliases_of_its_own(self, matcher_with: Matcher, tag: str) -> None:
        assert name_for(matcher_with(DINSOS_GRESIK), tag) == "Dinas Sosial Kabupaten Gresik"

    @pytest.mark.parametrize("tag", ["dinsos jatim", "dinsos"])
    def test_leaves_the_provinces_agency_its_own_tags(self, matcher_with: Matcher, tag: str) -> None:
        assert name_for(matcher_with(DINSOS_GRESIK), tag) == DINSOS

    def test_is_not_found_under_the_wrong_kind_of_region(self, matcher_with: Matcher) -> None:
        assert matcher_with(DINSOS_GRESIK).agency_for_tag("dinsos kota gresik") is None

    @pytest.mark.parametrize("tag", ["dinsos malang", "dinsos kab malang"])
    def test_is_not_guessed_where_regency_and_city_share_the_name(self, matcher_with: Matcher, tag: str) -> None:
        assert matcher_with(DINSOS_KOTA_MALANG).agency_for_tag(tag) is None

    def test_is_found_where_the_tag_says_which_of_the_two_it_means(self, matcher_with: Matcher) -> None:
        assert name_for(matcher_with(DINSOS_KOTA_MALANG), "dinsos kota malang") == "Dinas Sosial Kota Malang"

    def test_may_be_given_an_ambiguous_tag_by_an_editor(self, matcher_with: Matcher) -> None:
        matcher = matcher_with({**DINSOS_KOTA_MALANG, "aliases": ["Dinsos Malang"]})

        assert name_for(matcher, "#dinsos malang") == "Dinas Sosial Kota Malang"

    def test_has_an_alias_without_a_place_only_as_it_is_written(self, matcher_with: Matcher) -> None:
        matcher = matcher_with({**DINSOS_GRESIK, "aliases": ["giri peduli"]})

        assert name_for(matcher, "Giri Peduli") == "Dinas Sosial Kabupaten Gresik"
        assert matcher.agency_for_tag("giri peduli jatim") is None


class TestAFreeTopic:
    @pytest.mark.parametrize(
        "tag", ["Emil Elestianto Dardak", "Plt Gubernur Jatim", "jatim", "", "#", "gresik", "Animator Roblox Blitar"]
    )
    def test_is_no_agency(self, matcher: AgencyMatcher, tag: str) -> None:
        assert matcher.agency_for_tag(tag) is None


class TestTwoAgenciesOfOneName:
    OLD = {"name": "Dinas Contoh Lama", "short_name": "Dincontoh"}
    NEW = {"name": "Dinas Contoh Baru", "short_name": "Dincontoh"}

    def test_mean_nothing(self, matcher_with: Matcher) -> None:
        assert matcher_with(self.OLD, self.NEW).agency_for_tag("dincontoh jatim") is None

    def test_mean_the_one_that_still_exists(self, matcher_with: Matcher) -> None:
        matcher = matcher_with({**self.OLD, "is_active": False}, self.NEW)

        assert name_for(matcher, "dincontoh jatim") == "Dinas Contoh Baru"

    def test_a_closed_agency_is_still_found_in_old_tags(self, matcher_with: Matcher) -> None:
        matcher = matcher_with({**self.OLD, "is_active": False})

        assert name_for(matcher, "dincontoh jatim") == "Dinas Contoh Lama"


class TestARegion:
    @pytest.mark.parametrize(
        ("tag", "name"),
        [
            ("gresik", "Kabupaten Gresik"),
            ("#Gresik", "Kabupaten Gresik"),
            ("kab. gresik", "Kabupaten Gresik"),
            ("pemkab gresik", "Kabupaten Gresik"),
            ("surabaya", "Kota Surabaya"),
            ("surabaya jatim", "Kota Surabaya"),
            ("pemkot surabaya", "Kota Surabaya"),
            ("kota malang", "Kota Malang"),
            ("Kabupaten Malang", "Kabupaten Malang"),
            ("#KotaKediri", "Kota Kediri"),
        ],
    )
    def test_is_found_by_its_name(self, matcher: AgencyMatcher, tag: str, name: str) -> None:
        region = matcher.region_for_tag(tag)

        assert region is not None
        assert region.name == name

    @pytest.mark.parametrize("name", ["Blitar", "Kediri", "Madiun", "Malang", "Mojokerto", "Pasuruan", "Probolinggo"])
    def test_is_not_guessed_from_a_name_that_regency_and_city_share(self, matcher: AgencyMatcher, name: str) -> None:
        assert matcher.region_for_tag(name) is None

    @pytest.mark.parametrize(
        "tag", ["Malang Raya", "Madura", "Tapal Kuda", "kota gresik", "dinsos gresik", "jatim", ""]
    )
    def test_is_not_seen_where_there_is_none(self, matcher: AgencyMatcher, tag: str) -> None:
        assert matcher.region_for_tag(tag) is None

    def test_an_empty_table_of_regions_matches_nothing(self) -> None:
        matcher = AgencyMatcher([], [], [])

        assert matcher.agency_for_tag("dinsos jatim") is None
        assert matcher.region_for_tag("gresik") is None


@pytest.mark.django_db
class TestTheDatabase:
    def test_gives_the_same_answers(self) -> None:
        load_reference_data()
        own = Agency.objects.create(name="Pusat Contoh", short_name="Puscontoh")
        AgencyAlias.objects.create(agency=own, name="contoh kita")

        assert agency_for_tag("#dinsos jatim").name == DINSOS
        assert agency_for_tag("Contoh Kita Jatim") == own
        assert region_for_tag("kab. gresik").code == "35.25"

    def test_is_asked_three_times_however_many_tags_there_are(self, django_assert_num_queries) -> None:
        Agency.objects.create(name="Pusat Contoh", short_name="Puscontoh")

        with django_assert_num_queries(3):
            matcher = AgencyMatcher.load()
            found = [matcher.agency_for_tag(tag) for tag in ["puscontoh jatim", "sesuatu"] * 50]

        assert sum(agency is not None for agency in found) == 50
