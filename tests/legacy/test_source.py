"""Bytes become text, or are refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.legacy.problems import RejectedError
from newsroom.legacy.source import SIZE_LIMIT, decode_source, read_source
from tests.legacy.pages import page


def refusal(data: bytes, encoding: str | None = None) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        decode_source(data, encoding)
    return caught.value


def test_utf_8_is_read_without_a_word() -> None:
    source = decode_source(page().encode())

    assert source.text == page()
    assert source.warnings == []


def test_a_byte_order_mark_windows_line_ends_and_zero_width_characters_leave_no_trace() -> None:
    text = "\ufeffDinas\u200b Uji\r\nbaris\u00ad dua\rbaris tiga\n"

    source = decode_source(text.encode())

    assert source.text == "Dinas Uji\nbaris dua\nbaris tiga\n"
    assert source.warnings == []


def test_windows_1252_is_recognised_and_reported() -> None:
    source = decode_source(page().encode("cp1252"))

    assert source.text == page()
    assert [problem.code for problem in source.warnings] == ["decoded_windows_1252"]


@pytest.mark.parametrize(
    "data",
    [
        "Привет мир это текст".encode("koi8-r"),
        "Привет мир это текст".encode("cp1251"),
        "日本語テキスト".encode("shift-jis"),
        "kata 漢字 kata".encode("gbk"),
        "baris satu\nbaris dua “kutip” ".encode() + b"\xff\xfe\x81 rusak",
        "sudah “UTF-8”, lalu ".encode() + b"\x93rusak\x94",
        page().encode("utf-16"),
    ],
    ids=["koi8", "cp1251", "shift-jis", "gbk", "broken", "mixed", "utf-16"],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    assert refusal(data).problem.code == "undecodable"


def test_the_line_of_the_first_bad_byte_is_named() -> None:
    assert refusal("satu\n“dua”\n".encode() + b"ti\x81ga").problem.line == 3


def test_an_encoding_that_is_given_overrides() -> None:
    assert decode_source(page().encode("utf-16"), "utf-16").text == page()


def test_bytes_that_are_not_in_the_given_encoding_are_refused() -> None:
    assert refusal("Привет".encode("koi8-r"), "utf-8").problem.code == "undecodable_as"


@pytest.mark.parametrize("table", ["cp1252", "latin-1"])
def test_mojibake_is_repaired_and_reported(table: str) -> None:
    # The bytes of a curly quote's end are unassigned in Windows-1252; programs that met them lost them.
    broken = page().encode().decode(table, "ignore")

    source = decode_source(broken.encode())

    assert source.text == page()
    assert [problem.code for problem in source.warnings] == ["mojibake_repaired"]


def test_text_that_went_wrong_twice_is_repaired_as_well() -> None:
    broken = "kata “petani".encode().decode("cp1252").encode().decode("cp1252")

    assert decode_source(broken.encode()).text == "kata “petani"


@pytest.mark.parametrize("text", ["kata â€Petani", "jalan Ã lama"])
def test_mojibake_that_cannot_be_undone_is_refused(text: str) -> None:
    assert refusal(text.encode()).problem.code == "mojibake"


def test_a_text_with_lost_characters_is_refused() -> None:
    assert refusal("baris satu\nkata \ufffd petani".encode()).problem.line == 2


def test_foreign_letters_in_sound_text_are_no_mojibake() -> None:
    source = decode_source("São Tomé, façade, Malmö, ½ × 2".encode())

    assert source.warnings == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        ("\ufeff\u200b\n".encode(), "empty_file"),
        (b"%PDF-1.4 halaman", "not_text"),
        (b"PK\x03\x04dokumen", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_text"),
        (b"{\\rtf1 halaman}", "not_text"),
        (b"\xff\xd8\xff\xe0 foto", "not_text"),
        (b"\x89PNG\r\n", "not_text"),
        (b"kata\x00kata", "not_text"),
        (b"\x01\x02\x03\x04kata", "not_text"),
        (b"a" * (SIZE_LIMIT + 1), "too_large"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).problem.code == code


def test_a_few_control_characters_are_removed_and_reported() -> None:
    source = decode_source(("kata " * 40 + "\x02akhir").encode())

    assert "\x02" not in source.text
    assert [problem.code for problem in source.warnings] == ["control_characters"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RejectedError) as caught:
        read_source(tmp_path / "tidak-ada.txt")

    assert caught.value.problem.code == "unreadable_file"
