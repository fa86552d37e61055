"""Dates are read as the newsrooms print them: strictly, without a guess and without a correction."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsroom.legacy.dates import Moment, match_moment, read_moment, running_weekdays
from newsroom.legacy.problems import RejectedError

JAKARTA = ZoneInfo("Asia/Jakarta")


def moment(text: str) -> Moment:
    match = match_moment(text)
    assert match is not None, text
    return read_moment(match, zone=JAKARTA, line=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 November 2022 7:19:33", "2022-11-18T07:19:33+07:00"),
        ("11 Februari 2025 08:38", "2025-02-11T08:38:00+07:00"),
        ("Minggu, 13 Februari 2022 | 04:29 WIB", "2022-02-13T04:29:00+07:00"),
        ("15 Maret 2018 19:55", "2018-03-15T19:55:00+07:00"),
        ("Jum'at | 06-01-2023 | 12:04 WIB", "2023-01-06T12:04:00+07:00"),
        ("Jum’at, 6 Januari 2023 12.04", "2023-01-06T12:04:00+07:00"),
        ("27 Jul 2025, 20:40 WIT", "2025-07-27T20:40:00+09:00"),
        ("3 Januari 2023 9:05 WITA", "2023-01-03T09:05:00+08:00"),
        ("Selasa, 3 Juni 2025 pukul 10.31 WIB", "2025-06-03T10:31:00+07:00"),
        ("2 Juni 2025 22:04:41WIB", "2025-06-02T22:04:41+07:00"),
        ("2022-11-18T07:19:33+07:00", "2022-11-18T07:19:33+07:00"),
        ("2022-11-18 00:19:33Z", "2022-11-18T00:19:33+00:00"),
        ("November 18, 2022 10:31 PM", "2022-11-18T22:31:00+07:00"),
        ("3 Januari 2023 (10:00 WIB)", "2023-01-03T10:00:00+07:00"),
        ("3 Januari 2023 - 10:00", "2023-01-03T10:00:00+07:00"),
        ("Jum, 30 Mei 2025", "2025-05-30"),
        ("26-03-2019", "2019-03-26"),
        ("26/03/2019", "2019-03-26"),
        ("26.03.2019", "2019-03-26"),
        ("05/05/2019", "2019-05-05"),
        ("Kamis (17/11/2022)", "2022-11-17"),
        ("Kamis/10/2 /2022", "2022-02-10"),
        ("30 Nopember 2012", "2012-11-30"),
        ("18 PEBRUARI 2010", "2010-02-18"),
        ("5 Djanuari 1950", "1950-01-05"),
        ("17 Agt 2020", "2020-08-17"),
        ("17 Ags. 2020", "2020-08-17"),
        ("1 okt 2020", "2020-10-01"),
    ],
)
def test_the_forms_that_newsrooms_use_are_read(text: str, expected: str) -> None:
    found = moment(text)

    assert found.value is not None
    assert found.value.isoformat() == expected
    assert found.warnings == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31 Februari 2022 10:00", "impossible_date"),
        ("29 Februari 2023", "impossible_date"),
        ("0 Januari 2023", "impossible_date"),
        ("31/09/2022", "impossible_date"),
        ("13/13/2019", "impossible_date"),
        ("18 November 0202", "impossible_date"),
        ("3 Januari 2023 25:61", "impossible_time"),
        ("3 Januari 2023 24:00", "impossible_time"),
        ("3 Januari 2023 10:60:00", "impossible_time"),
        ("3 Januari 2023 13:00 PM", "impossible_time"),
    ],
)
def test_days_and_hours_that_do_not_exist_are_refused_with_their_line(text: str, code: str) -> None:
    with pytest.raises(RejectedError) as caught:
        moment(text)

    assert (caught.value.problem.code, caught.value.problem.line) == (code, 4)


@pytest.mark.parametrize("text", ["03/09/2019", "03/09/2019 10:00", "12/11/2020"])
def test_an_ambiguous_date_is_never_guessed(text: str) -> None:
    found = moment(text)

    assert found.value is None
    assert [problem.code for problem in found.warnings] == ["ambiguous_date"]


def test_the_weekday_settles_which_number_is_the_month() -> None:
    found = moment("Selasa, 03/09/2019")

    assert found.value is not None
    assert found.value.isoformat() == "2019-09-03"
    assert found.warnings == []


def test_a_month_that_comes_first_is_taken_and_reported() -> None:
    found = moment("03/23/2019")

    assert found.value is not None
    assert found.value.isoformat() == "2019-03-23"
    assert [problem.code for problem in found.warnings] == ["month_first_date"]


def test_with_hyphens_the_day_comes_first_and_that_is_said() -> None:
    found = moment("03-09-2019")

    assert found.value is not None
    assert found.value.isoformat() == "2019-09-03"
    assert [problem.code for problem in found.warnings] == ["day_first_date"]


def test_a_wrong_weekday_is_reported_and_never_corrected() -> None:
    found = moment("Sabtu, 20 Desember 2024 10:00")

    assert found.value is not None
    assert found.value.isoformat() == "2024-12-20T10:00:00+07:00"
    assert [problem.code for problem in found.warnings] == ["wrong_weekday"]


@pytest.mark.parametrize(
    "text",
    [
        "2/2010",
        "18 Nov 22",
        "Selasa (20/6) siang",
        "Senin, (15/10)",
        "26–27 April 2025",
        "pukul 12.00 – selesai",
        "No. 22/PIH/2010",
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert match_moment(text) is None


def test_wrong_weekdays_in_running_text_are_reported() -> None:
    text = "Acara digelar Senin (25/3/2019) dan diulang Sabtu, 20 Desember 2024."

    assert [(problem.code, problem.line) for problem in running_weekdays(text, 7)] == [("wrong_weekday", 7)]


@pytest.mark.parametrize(
    "text", ["Selasa-Jumat (15-18/11/2022)", "Rabu (16/11/2022)", "Selasa (20/6) siang", "Kamis (05/01/2023)"]
)
def test_right_and_unclear_weekdays_in_running_text_are_left_alone(text: str) -> None:
    assert running_weekdays(text, 1) == []
