"""The bracket behind the text: who wrote, who edited, for which office."""

from __future__ import annotations

import pytest

from newsroom.legacy.closing import find_closing, is_office


@pytest.mark.parametrize(
    ("closing", "office", "reporters", "editors", "is_unclear"),
    [
        ("(her/s)", "", ["her"], ["s"], False),
        ("( her / s )", "", ["her"], ["s"], False),
        ("(jal)", "", ["jal"], [], False),
        ("(pca)", "", ["pca"], [], False),
        ("(red)", "red", [], [], False),
        ("(RH)", "", ["RH"], [], False),
        ("(bp)", "", ["bp"], [], False),
        ("(Jidan)", "", ["Jidan"], [], False),
        ("(PIUS/SDR)", "", ["PIUS"], ["SDR"], False),
        ("(Ac Dt)", "", ["Ac Dt"], [], False),
        ("(Y)", "", ["Y"], [], False),
        ("(*)", "", [], [], False),
        ("[*/pkt]", "", [], ["pkt"], False),
        ("[tok/beq]", "", ["tok"], ["beq"], False),
        ("(redho)", "", ["redho"], [], False),
        ("(angga/red)", "", ["angga"], ["red"], False),
        ("(habib/humas)", "", ["habib"], ["humas"], False),
        ("(drt/ist/KPO-4)", "", ["drt", "ist", "KPO-4"], [], True),
        ("(OL-2)", "", ["OL-2"], [], False),
        ("(prokopim/poy)", "prokopim", ["poy"], [], False),
        ("(diskominfo/cha)", "diskominfo", ["cha"], [], False),
        ("(MC Balangan/ragil)", "MC Balangan", ["ragil"], [], False),
        ("( MC Balangan/ragil/lana)", "MC Balangan", ["ragil", "lana"], [], True),
        ("(Tim Kominfo/Maulana)", "Tim Kominfo", ["Maulana"], [], False),
        ("(Tim Kominfo/Rgl/Maulana)", "Tim Kominfo", ["Rgl", "Maulana"], [], True),
        ("(Tim Kominfo/Sat/Maulana)", "Tim Kominfo", ["Sat", "Maulana"], [], True),
        ("( TIM KOMINFO/ MAULANA/ MEMO/ RAGIL)", "TIM KOMINFO", ["MAULANA", "MEMO", "RAGIL"], [], True),
        ("(MC Padang/ Chl/ Marajo/toeb)", "MC Padang", ["Chl", "Marajo", "toeb"], [], True),
        ("*** (Humas/PT BP2MI Makassar/MA)", "Humas", ["PT BP2MI Makassar", "MA"], [], True),
        ("(Kominfojatim.Mak'skom.IPJT.27.3.2020)", "Kominfojatim", ["Mak'skom", "IPJT"], [], True),
    ],
)
@pytest.mark.parametrize("text", ["ungkapnya.{}", "ungkapnya. {}", "“Mari,” ungkapnya. {}.", "ungkapnya.\u00a0{} "])
def test_every_form_is_read(
    text: str, closing: str, office: str, reporters: list[str], editors: list[str], is_unclear: bool
) -> None:
    found = find_closing(text.format(closing))

    assert found is not None
    assert (found.office, found.reporters, found.editors, found.is_unclear) == (office, reporters, editors, is_unclear)
    assert found.raw == closing
    assert text.format(closing)[: found.start].strip().endswith("ungkapnya.")


def test_an_office_in_capitals_on_a_line_of_its_own_is_a_closing() -> None:
    found = find_closing("MC BALANGAN")

    assert found is not None
    assert (found.office, found.reporters) == ("MC BALANGAN", [])


@pytest.mark.parametrize("text", ["kata petugas (her/s)", "tuturnya (jal)", "begitu pesannya [tok/beq]"])
def test_a_forgotten_full_stop_does_not_hide_a_closing(text: str) -> None:
    assert find_closing(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "pemerlu pelayanan kesejahteraan sosial (PPKS)",
        "pemerlu pelayanan kesejahteraan sosial (PPKS).",
        "digelar Selasa-Jumat (15-18/11/2022).",
        "Sampai jumpa. (15-18/11/2022)",
        "rumah sebelahnya. (milik tetangga, Red)",
        "Bersambung. (Seri 2)",
        "kata petugas. (mengutip data 2022/2023).",
        "tahun anggaran. (2022/2023)",
        "rapat lintas sektor (SPBE/TIK)",
        "di los ne (dibiarkan)",
        "Rumusnya (a/b) tidak dipakai.",
        "PPKS hadir di aula. (PPKS)",
        "Rapat SPBE dan TIK selesai. (SPBE/TIK)",
        "Warga tampak senang. (Foto: Yanu)",
        "Terima kasih. (dan lain-lain sebagainya)",
        "Tanpa apa-apa.",
    ],
)
def test_other_brackets_stay_in_the_text(text: str) -> None:
    assert find_closing(text) is None


def test_a_name_in_an_unfinished_sentence_is_a_guess() -> None:
    found = find_closing("Bantuan diserahkan kepada warga (redho)")

    assert found is not None
    assert (found.reporters, found.is_guess) == (["redho"], True)
    assert find_closing("Luas lahan itu dua hektare (ha)") is None
    assert find_closing("Bantuan diserahkan kepada warga (redho).") is None


def test_an_abbreviation_of_the_text_is_no_pair_of_initials() -> None:
    assert find_closing("Acara ditutup. (PKH)", elsewhere="Program Keluarga Harapan (PKH) dibahas.") is None
    assert find_closing("Acara ditutup. (PKH)", elsewhere="Program dibahas.") is not None


def test_an_editor_named_elsewhere_makes_the_last_part_certain() -> None:
    found = find_closing("Padang.(MC Padang/ Chl/ Marajo/toeb)")
    assert found is not None

    certain = found.with_named_editor("Tobari")

    assert (certain.reporters, certain.editors, certain.is_unclear) == (["Chl", "Marajo"], ["toeb"], False)


def test_an_editor_whose_initials_are_not_in_the_closing_leaves_all_of_them_reporters() -> None:
    found = find_closing("Paringin.(MC Balangan/ragil/lana)")
    assert found is not None

    certain = found.with_named_editor("Tobari")

    assert (certain.reporters, certain.editors, certain.is_unclear) == (["ragil", "lana"], [], False)


@pytest.mark.parametrize(
    "text", ["MC Balangan", "TIM KOMINFO", "prokopim", "Humas Pemkot Salatiga", "red", "Redaksi", "Dinas Sosial"]
)
def test_offices_are_known_by_their_first_word(text: str) -> None:
    assert is_office(text)


@pytest.mark.parametrize("text", ["redho", "Dinda", "her", "Timur", "bagus", "Marajo"])
def test_people_are_not_offices(text: str) -> None:
    assert not is_office(text)
