"""Indonesian words as search compares them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.core import stemming
from newsroom.core.stemming import search_words, stem, words_of

FAMILIES = """
latih melatih dilatih terlatih pelatihan latihan pelatih
sejahtera kesejahteraan menyejahterakan
tulis menulis ditulis penulis penulisan tulisan
kirim mengirim dikirim pengiriman kiriman
tangan menangani ditangani penanganan tertangani
tanggulang menanggulangi penanggulangan ditanggulangi
salur menyalurkan disalurkan penyaluran
kelola mengelola dikelola pengelola pengelolaan
sekolah bersekolah menyekolahkan
pilih memilih dipilih pemilih pemilihan pilihan
tetap menetapkan ditetapkan penetapan
kembang mengembangkan pengembangan berkembang
kurang mengurangi pengurangan berkurang
turun menurunkan penurunan diturunkan
periksa memeriksa pemeriksaan diperiksa
kerja bekerja pekerja pekerjaan mengerjakan
resmi meresmikan peresmian diresmikan
pemerintah pemerintahan
bangun membangun pembangunan dibangun
bantu membantu bantuan dibantu
"""


@pytest.mark.parametrize("family", FAMILIES.strip().splitlines())
def test_the_words_of_a_family_have_one_stem(family: str) -> None:
    root, *words = family.split()
    assert {word: stem(word) for word in words} == dict.fromkeys(words, root)
    assert stem(root) == root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kediri", "diri"),
        ("ketua", "tua"),
        ("kepala", "pala"),
        ("nilai", "nila"),
        ("pasuruan", "suruh"),
        ("media", "dia"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_the_names_of_all_regions_are_their_own_stems() -> None:
    path = Path(settings.BASE_DIR) / "newsroom" / "agencies" / "data" / "regions.json"
    names = {word for region in json.loads(path.read_text()) for word in words_of(region["short_name"])}
    assert {name: stem(name) for name in names} == {name: name for name in names}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jum'at, KH Ma’ruf", ["jumat", "kh", "maruf"]),
        ("Réog ＤＩＮＡＳ din\u200bas", ["reog", "dinas", "dinas"]),
        ("covid-19; Rp2,5 juta", ["covid", "19", "rp2", "5", "juta"]),
        ("漢字 \x00", ["ue6bca2e5ad97"]),
        ("", []),
    ],
)
def test_words_are_plain_letters_and_figures(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_common_words_are_left_out_and_long_ones_cut() -> None:
    assert search_words("Warga yang dan di desa") == ["warga", "desa"]
    assert search_words("a" * 500) == ["a" * stemming.WORD_LENGTH]
