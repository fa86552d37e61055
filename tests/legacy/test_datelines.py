"""The newsroom or place in front of the first paragraph."""

from __future__ import annotations

import pytest

from newsroom.core.datelines import find_dateline, split_dateline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jatim Newsroom – Pemprov Jatim", "Jatim Newsroom"),
        ("Jatim Newsroom - Pemprov Jatim", "Jatim Newsroom"),
        ("Jatim Newsroom — Pemprov Jatim", "Jatim Newsroom"),
        ("Jatim Newsroom- Pemprov Jatim", "Jatim Newsroom"),
        ("Jatim Newsroom-Pemprov Jatim", "Jatim Newsroom"),
        ("Jatim\u00a0Newsroom\u00a0–\u00a0 Pemprov Jatim", "Jatim Newsroom"),
        ("Kominfo Jatim - Dinas", "Kominfo Jatim"),
        ("Paringin - Bupati", "Paringin"),
        ("Paringin, InfoPublik - Bupati", "Paringin, InfoPublik"),
        ("Paringin, InfoPublik- Lomba", "Paringin, InfoPublik"),
        ("MMCKalteng - Gubernur", "MMCKalteng"),
        ("SEMARANG – Gubernur", "SEMARANG"),
        ("PAKIS\u00a0- Bupati", "PAKIS"),
        ("TANJUNG REDEB – Bupati", "TANJUNG REDEB"),
        ("Mamuju –Kepala", "Mamuju"),
        ("Tarakan — Wali Kota", "Tarakan"),
        ("Jakarta (ANTARA) - Menteri", "Jakarta (ANTARA)"),
        ("Surabaya (Trigger.id) – Gubernur", "Surabaya (Trigger.id)"),
        ("Surabaya, 3 Mei 2020 – Gubernur", "Surabaya, 3 Mei 2020"),
        ("KaKom.27.3.2020. Pelatihan", "KaKom.27.3.2020"),
        ("Jatim Newsroom – “Mari,” kata", "Jatim Newsroom"),
    ],
)
def test_every_form_is_read_without_its_dash(text: str, expected: str) -> None:
    found = split_dateline(text)

    assert found is not None
    assert found[0] == expected
    assert found[1][0] in "PDBLGKWM“"


def test_a_clipped_name_is_completed_and_says_so() -> None:
    found = find_dateline("atim Newsroom – Pemprov")

    assert found is not None
    assert (found.name, found.is_completed) == ("Jatim Newsroom", True)


@pytest.mark.parametrize(
    "text",
    [
        "Kamis (14/10), Polda menggelar vaksinasi",
        "Kamis (14/10) - Polda menggelar vaksinasi",
        "Selasa - Jumat pekan ini",
        "Anak-anak bermain",
        "Malang-Surabaya macet",
        "Dinas Sosial Provinsi Jawa Timur menyalurkan bantuan – kata petugas",
        "“Mari,” kata petugas - tegas",
        "Rp150 miliar - anggaran",
        "Foto - dokumentasi",
        "",
    ],
)
def test_a_sentence_has_no_dateline(text: str) -> None:
    assert split_dateline(text) is None
