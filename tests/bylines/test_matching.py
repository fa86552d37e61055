"""Whom the initials at the end of an article stand for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.people.matching import BylineMatcher, byline_for
from newsroom.people.models import Byline, BylineAlias

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture
def ragil() -> Byline:
    """Signed as Ragil until the end of 2020, and as Rgl since."""
    byline = Byline.objects.create(initials="rgl", name="Ragil Contoh")
    BylineAlias.objects.create(byline=byline, name="Ragil", valid_until=date(2020, 12, 31))
    return byline


class TestInitials:
    def test_are_found_as_they_are(self, ragil: Byline) -> None:
        assert byline_for("rgl", TODAY) == ragil
        assert byline_for(" rgl\u00a0", TODAY) == ragil

    def test_are_found_in_another_case_where_only_one_person_has_them(self, ragil: Byline) -> None:
        assert byline_for("RGL", TODAY) == ragil

    def test_in_exact_case_win_over_others(self) -> None:
        big, small = Byline.objects.create(initials="RH"), Byline.objects.create(initials="rh")

        assert byline_for("RH", TODAY) == big
        assert byline_for("rh", TODAY) == small

    def test_are_not_guessed_between_two_people(self) -> None:
        Byline.objects.create(initials="RH")
        Byline.objects.create(initials="rh")

        assert byline_for("Rh", TODAY) is None

    def test_win_over_the_alias_of_another(self, ragil: Byline) -> None:
        other = Byline.objects.create(initials="ragil")

        assert byline_for("RAGIL", date(2019, 1, 1)) == other

    def test_of_a_person_who_has_left_are_found_in_old_articles(self, ragil: Byline) -> None:
        ragil.is_active = False
        ragil.save()

        assert byline_for("rgl", TODAY) == ragil

    def test_that_nobody_has_are_nobodys(self, ragil: Byline) -> None:
        assert byline_for("xyz", TODAY) is None
        assert byline_for("", TODAY) is None


class TestAnotherSpelling:
    def test_counts_on_the_days_it_was_used_the_last_day_among_them(self, ragil: Byline) -> None:
        assert byline_for("ragil", date(2020, 12, 31)) == ragil
        assert byline_for("ragil", date(2021, 1, 1)) is None

    def test_without_dates_counts_always(self, ragil: Byline) -> None:
        BylineAlias.objects.create(byline=ragil, name="Agil")

        assert byline_for("AGIL", TODAY) == ragil
        assert byline_for("agil", None) == ragil

    def test_with_dates_does_not_count_for_an_article_without_a_date(self, ragil: Byline) -> None:
        assert byline_for("ragil", None) is None

    def test_may_pass_from_one_person_to_another(self, ragil: Byline) -> None:
        successor = Byline.objects.create(initials="rgs")
        BylineAlias.objects.create(byline=successor, name="Ragil", valid_from=date(2021, 1, 1))

        assert byline_for("Ragil", date(2020, 6, 1)) == ragil
        assert byline_for("Ragil", date(2021, 6, 1)) == successor

    def test_of_two_people_at_once_is_nobodys(self, ragil: Byline) -> None:
        other = Byline.objects.create(initials="rgs")
        BylineAlias.objects.create(byline=other, name="RAGIL")

        assert byline_for("Ragil", date(2020, 6, 1)) is None
        assert byline_for("Ragil", date(2022, 6, 1)) == other

    def test_twice_for_one_person_is_that_person(self, ragil: Byline) -> None:
        BylineAlias.objects.create(byline=ragil, name="RAGIL")

        assert byline_for("Ragil", date(2020, 6, 1)) == ragil

    def test_does_not_end_before_it_begins(self, ragil: Byline) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            BylineAlias.objects.create(
                byline=ragil, name="R", valid_from=date(2021, 1, 1), valid_until=date(2020, 1, 1)
            )


def test_many_closings_cost_two_queries(ragil: Byline, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        matcher = BylineMatcher.load()
        found = [matcher.byline_for(text, TODAY) for text in ("rgl", "RGL", "xyz") * 50]

    assert sum(byline is not None for byline in found) == 100


class TestAByline:
    @pytest.mark.parametrize("initials", ["her", "RH", "Mak'skom.IPJT", "MC Balangan", "*", "Ac Dt", "KPO-4"])
    def test_may_have_every_form_that_newsrooms_print(self, initials: str) -> None:
        Byline(initials=initials).full_clean()

    @pytest.mark.parametrize("initials", ["", "her/s", "(her)", "[her]", " her", "her ", ".", "..", "x" * 41])
    def test_has_no_initials_that_would_read_as_something_else(self, initials: str) -> None:
        with pytest.raises(ValidationError):
            Byline(initials=initials).full_clean()

    def test_shares_its_initials_with_nobody(self, ragil: Byline) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Byline.objects.create(initials="rgl")

    @pytest.mark.parametrize(
        ("initials", "path"),
        [("her", "/inisial/her/"), ("Ac Dt", "/inisial/Ac%20Dt/"), ("a?b#c", "/inisial/a%3Fb%23c/")],
    )
    def test_has_an_address_that_any_browser_understands(self, initials: str, path: str) -> None:
        assert Byline(initials=initials).public_path == path

    def test_says_whom_it_stands_for(self, ragil: Byline) -> None:
        assert str(ragil) == "rgl (Ragil Contoh)"
        assert str(Byline(initials="s")) == "s"
