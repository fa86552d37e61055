from __future__ import annotations

import pytest

from newsroom.core.text import SLUG_LENGTH, first_sentence, normalise, plain_text, slug_for_title


class TestWhatAnOfficerPastes:
    def test_hard_spaces_and_doubled_spaces_become_one(self):
        assert normalise("Dinas\u00a0 Sosial \t Jatim\n") == "Dinas Sosial Jatim"

    def test_characters_nobody_sees_are_dropped(self):
        assert normalise("\ufeffDin\u200bsos\u200d \u202aJatim\u202c\u00ad") == "Dinsos Jatim"

    def test_a_nul_cannot_reach_the_database(self):
        assert normalise("Dinsos\x00Jatim") == "Dinsos Jatim"

    def test_capitals_colons_and_quotes_stay_as_typed(self):
        title = "GUBERNUR : “Jatim Siap” (Seri 2)"
        assert normalise(title) == title


class TestTheAddressOfAStory:
    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("Dinsos Latih 10–11 Februari", "dinsos-latih-10-11-februari"),
            ("Bantuan Rp.150 M", "bantuan-rp-150-m"),
            ("Naik 5,23% pada 2022", "naik-5-23-pada-2022"),
            ("Harga 1.250/kg", "harga-1-250-kg"),
            ("Jum’at Bersih", "jumat-bersih"),
            ("𝐃𝐢𝐧𝐬𝐨𝐬 𝐉𝐚𝐭𝐢𝐦", "dinsos-jatim"),
            ("Dr.Soetomo, S.Sos", "dr-soetomo-ssos"),
            ("Jatim — Siap : Tanggap", "jatim-siap-tanggap"),
            ("...", ""),
            ("", ""),
        ],
    )
    def test_a_title_becomes_a_readable_address(self, title, slug):
        assert slug_for_title(title) == slug

    def test_a_long_title_is_cut_between_words(self):
        slug = slug_for_title("Pelatihan kesejahteraan sosial bagi pendamping keluarga " * 4)
        assert len(slug) <= SLUG_LENGTH
        assert slug.split("-")[-1] in {"pelatihan", "kesejahteraan", "sosial", "bagi", "pendamping", "keluarga"}

    def test_a_title_that_fits_to_the_letter_is_not_cut(self):
        words = "a" * 44 + " " + "b" * 45
        assert len(slug_for_title(words)) == SLUG_LENGTH
        assert slug_for_title(words + " c") == slug_for_title(words)

    def test_one_endless_word_is_cut_all_the_same(self):
        assert slug_for_title("a" * 300) == "a" * SLUG_LENGTH


class TestTheFirstSentence:
    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("Gubernur hadir. Warga senang.", "Gubernur hadir."),
            ("Kata “Ayo!” Lalu pulang.", "Kata “Ayo!”"),
            ("Dr. H. Emil hadir di Jl. Pahlawan No. 5. Ia pulang.", "Dr. H. Emil hadir di Jl. Pahlawan No. 5."),
            ("Harga Rp. 25.000 turun. Warga senang.", "Harga Rp. 25.000 turun."),
            ("Tanpa titik", "Tanpa titik"),
            ("", ""),
        ],
    )
    def test_titles_and_sums_do_not_end_a_sentence(self, text, first):
        assert first_sentence(text) == first


class TestTextFromHtml:
    def test_paragraphs_become_lines_and_emphasis_does_not_split_words(self):
        assert plain_text("<p>Satu <b>du</b>a&nbsp;tiga</p><ul><li>empat</li><li>lima</li></ul>") == (
            "Satu dua tiga\nempat\nlima"
        )

    def test_scripts_and_styles_are_not_read(self):
        assert plain_text("<p>Satu</p><script>var slot = 1</script><style>p{}</style>") == "Satu"

    def test_broken_markup_still_gives_its_text(self):
        assert plain_text("Satu</p> <b>dua /p>") == "Satu\ndua /p>"
