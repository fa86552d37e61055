"""Text for generated articles: Indonesian-looking words as often as words are, in the lengths that releases have."""

from __future__ import annotations

import json
import random
import uuid
from dataclasses import dataclass
from itertools import accumulate, chain

from newsroom.core.stemming import search_words

# The commonest words of the vocabulary, which stand in nearly every article.
WORDS: list[str] = """
pemerintah provinsi dinas sosial warga desa bantuan pangan banjir kepala menyampaikan program kegiatan
masyarakat pelatihan usaha mikro kecil kabupaten kota jembatan jalan sekolah guru siswa kesehatan puskesmas
imunisasi anak ibu petani sawah panen padi jagung harga pasar stok beras subsidi pupuk nelayan laut ikan kapal
pelabuhan wisata budaya batik festival pemuda olahraga prestasi juara lomba kerja sama investasi industri
ekspor tenaga lapangan layanan digital data aplikasi perizinan transparansi anggaran rapat koordinasi evaluasi
target capaian tahun bulan hari penanganan darurat relawan logistik evakuasi siaga cuaca hujan kemarau air
bersih irigasi bendungan hutan pohon
""".split()

VOCABULARY = 8000  # words
SENTENCES = 4000
PARAGRAPHS = 4000
_STARTS = "b c d g h j k l m n p r s t w y ng ny pr tr".split()
_VOWELS = "a i u e o a a".split()
_ENDS = "n r ng k s t l h".split()
_PREFIXES = ["", "", "", "me", "ber", "pe", "di", "ter", "ke"]
_SUFFIXES = ["", "", "", "an", "kan", "i", "nya"]


@dataclass(frozen=True)
class Piece:
    """A piece of text, and the words that search looks at."""

    text: str
    words: list[str]
    block: str = ""  # the JSON of a paragraph

    @classmethod
    def of(cls, text: str) -> Piece:
        return cls(text, search_words(text))


class Text:
    """Draws titles, sentences and paragraphs with one seeded generator.

    Sentences and paragraphs come from a stock that is made once: each article is another selection.
    """

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.vocabulary = list(dict.fromkeys(chain(WORDS, (self._word() for _ in range(VOCABULARY)))))
        # Zipf's law, flattened at the top: the first words stand in nearly all articles, the last in one of hundreds.
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.vocabulary))))
        self.sentences = [Piece.of(self._sentence()) for _ in range(SENTENCES)]
        self.paragraphs = [self._paragraph() for _ in range(PARAGRAPHS)]

    def words(self, least: int, most: int) -> list[str]:
        """Return some words, common ones more often."""
        return self.draw.choices(self.vocabulary, cum_weights=self.weights, k=self.draw.randint(least, most))

    def title(self, number: int) -> Piece:
        """Return a title that no other number has."""
        words = [*self.words(7, 12), str(number)]
        return Piece(" ".join(words).title(), words)

    def sentence(self) -> Piece:
        return self.draw.choice(self.sentences)

    def body(self) -> list[Piece]:
        """Return six to ten paragraphs, about 3 kB of text."""
        return self.draw.sample(self.paragraphs, self.draw.randint(6, 10))

    def _word(self) -> str:
        draw = self.draw
        syllables = "".join(draw.choice(_STARTS) + draw.choice(_VOWELS) for _ in range(draw.randint(1, 2)))
        root = syllables + draw.choice(_STARTS) + draw.choice(_VOWELS) + draw.choice(_ENDS)
        return draw.choice(_PREFIXES) + root + draw.choice(_SUFFIXES)

    def _sentence(self) -> str:
        return f"{' '.join(self.words(12, 24)).capitalize()}."

    def _paragraph(self) -> Piece:
        said = self.draw.sample(self.sentences, 3)
        text = " ".join(piece.text for piece in said)
        key = str(uuid.UUID(int=self.draw.getrandbits(128)))
        block = json.dumps({"type": "paragraph", "value": f"<p>{text}</p>", "id": key})
        return Piece(text, [word for piece in said for word in piece.words], block)
