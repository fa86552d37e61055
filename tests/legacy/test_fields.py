"""Header lines and endings: upload time, views, credits, tags."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsroom.legacy.credits import NamedCredits, awaits_name, read_credits
from newsroom.legacy.fields import Fields, is_upload_line, read_fields
from newsroom.legacy.tags import is_tag_line, read_tags
from newsroom.legacy.views import read_views

JAKARTA = ZoneInfo("Asia/Jakarta")


def fields(text: str) -> Fields:
    found = read_fields(text, zone=JAKARTA, line=1)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "published", "views"),
    [
        ("Diunggah pada : 18 November 2022 7:19:33 45", "2022-11-18T07:19:33+07:00", 45),
        ("Diunggah pada : 18 November 2022 7:19:33 1.234", "2022-11-18T07:19:33+07:00", 1234),
        ("Diunggah pada : 18 November 2022 7:19:33 1.234.567 kali", "2022-11-18T07:19:33+07:00", 1234567),
        ("Diunggah pada : 18 November 2022 7:19:33 WIB 45", "2022-11-18T07:19:33+07:00", 45),
        ("Diunggah pada : 18 November 2022 7:19:33", "2022-11-18T07:19:33+07:00", None),
        ("Diunggah pada : 18 November 2022 45", "2022-11-18", 45),
        ("DIUNGGAH PADA: 18 NOVEMBER 2022 7:19:33 45", "2022-11-18T07:19:33+07:00", 45),
        ("Tayang: 2 Juni 2025 22:04:41 ", "2025-06-02T22:04:41+07:00", None),
        ("Tayang: Selasa, 3 Juni 2025 10:31 WIB", "2025-06-03T10:31:00+07:00", None),
        ("Dipublikasikan pada 3 Mei 2020, 10:00 WIB", "2020-05-03T10:00:00+07:00", None),
        ("15 Maret 2018 19:55 | Dibaca 420 kali", "2018-03-15T19:55:00+07:00", 420),
        ("Views 857 | 15 Maret 2018 19:55", "2018-03-15T19:55:00+07:00", 857),
    ],
)
def test_upload_lines_give_time_and_views(text: str, published: str, views: int | None) -> None:
    found = fields(text)

    assert found.moment is not None
    assert found.moment.value is not None
    assert (found.moment.value.isoformat(), found.views) == (published, views)
    assert text[found.rest :].strip() == ""


def test_everything_in_one_line_is_told_apart() -> None:
    credits = "Penulis :\u00a0 MC KOTA UJI , Redaktur :\u00a0Tobi"
    text = f"Minggu, 13 Februari 2022 | 04:29 WIB \u00a0|\u00a0{credits}        Padang, InfoPublik - Isi"

    found = fields(text)

    assert (found.credits.office, found.credits.editors) == ("MC KOTA UJI", ["Tobi"])
    assert text[found.rest :] == "Padang, InfoPublik - Isi"


def test_the_time_of_the_last_change_is_no_publication_time() -> None:
    assert fields("Diperbarui: 3 Mei 2020 10:00").moment is None


def test_an_upload_time_that_cannot_be_read_is_reported() -> None:
    assert [problem.code for problem in fields("Diunggah pada : kemarin sore").warnings] == ["unreadable_date"]


def test_an_hour_of_three_figures_is_impossible_and_not_left_out() -> None:
    assert [problem.code for problem in fields("Diunggah pada : 3 Januari 2023 125:99").errors] == ["impossible_time"]


@pytest.mark.parametrize(
    "text",
    ["Tayang perdana film itu", "Tayang 3 Mei 2021, film karya anak Gresik itu ditonton ribuan orang", "Rilis album"],
)
def test_a_sentence_is_no_upload_line(text: str) -> None:
    assert not is_upload_line(text)


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("Dibaca 420 kali", 420),
        ("Dibaca : 1.420 kali", 1420),
        ("13 Kali", 13),
        ("Views 857", 857),
        ("857 views", 857),
        ("Dilihat 12", 12),
        ("Hits: 3", 3),
        ("sebanyak 13 kali panen", None),
        ("13 Kali ini panen", None),
        ("45", None),
    ],
)
def test_views_are_read_from_lines_that_say_nothing_else(text: str, views: int | None) -> None:
    assert read_views(text) == views


@pytest.mark.parametrize(
    ("text", "reporters", "editors", "office"),
    [
        ("Pewarta : Ahmad Uji / Editor: Siti Uji", ["Ahmad Uji"], ["Siti Uji"], ""),
        ("Pewarta : Ahmad Uji | Editor: Siti Uji", ["Ahmad Uji"], ["Siti Uji"], ""),
        ("Penulis : MC KOTA UJI , Redaktur : Tobi", [], ["Tobi"], "MC KOTA UJI"),
        ("Penulis :  , Redaktur : Tobi", [], ["Tobi"], ""),
        ("Penulis :  , Redaktur :", [], [], ""),
        ("Oleh : Redaksi", [], [], "Redaksi"),
        ("Oleh Redaksi", [], [], "Redaksi"),
        ("Oleh : Admin", [], [], ""),
        ("(Pewarta: Ahmad/Editor: Siti)", ["Ahmad"], ["Siti"], ""),
        ("Penulis: Ahmad dan Budi", ["Ahmad", "Budi"], [], ""),
        ("Editor: Budi Uji, S.Sos, M.Si", [], ["Budi Uji, S.Sos, M.Si"], ""),
        ("Penulis: Sh, Kontributor Salatiga\nEditor: WH/DiskominfoUji", ["Sh"], ["WH"], "Kontributor Salatiga"),
        ("Kontribusi dari DISKOMINFO KAB. UJI", [], [], "DISKOMINFO KAB. UJI"),
        ("Fotografer: Yanu", [], [], ""),
    ],
)
def test_named_credits_are_read(text: str, reporters: list[str], editors: list[str], office: str) -> None:
    assert read_credits(text) == NamedCredits(reporters, editors, office)


@pytest.mark.parametrize(
    "text",
    [
        "Oleh karena itu warga pindah.",
        "Editor: Ia menyunting naskah. Naskah itu lalu terbit di koran pagi.",
        "Penulis buku",
    ],
)
def test_a_sentence_is_no_credit(text: str) -> None:
    assert read_credits(text) is None


def test_a_label_waits_for_the_name_below() -> None:
    assert awaits_name("Pewarta : X / Editor:")
    assert not awaits_name("Pewarta : X")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#dinsos jatim", ["dinsos jatim"]),
        ("#Emil Uji #Plt Gubernur Jatim #Animator Blitar", ["Emil Uji", "Plt Gubernur Jatim", "Animator Blitar"]),
        ("#Dinsos\u00a0Jatim #dinsos  jatim", ["Dinsos Jatim"]),
        ("#dinsos jatim, #gresik.", ["dinsos jatim", "gresik"]),
        ("# dinsos", ["dinsos"]),
        ("Tags: banjir, dinsos jatim", ["banjir", "dinsos jatim"]),
        ("Tag : #banjir #gresik", ["banjir", "gresik"]),
    ],
)
def test_tags_are_parted_by_the_hash_and_not_by_spaces(text: str, tags: list[str]) -> None:
    assert is_tag_line(text)
    assert read_tags(text) == tags


@pytest.mark.parametrize(
    "text", ["#1 di Indonesia", "#1 Juara umum", "Juara #1 #2", "#", "#2022", "#bangga kata warga."]
)
def test_a_number_sign_in_a_sentence_is_no_tag(text: str) -> None:
    assert not is_tag_line(text)
