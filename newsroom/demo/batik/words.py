"""What a drawn picture shows, in words: its alternative text."""

from __future__ import annotations

from .palette import PALETTES

_COLOURS = {
    "hijau": "hijau tua",
    "nila": "biru nila",
    "bata": "merah bata",
    "tinta": "hitam tinta",
    "lumut": "hijau lumut",
    "kertas": "hijau di atas putih kertas",
    "gading": "biru di atas gading",
    "soga": "cokelat soga",
    "kunyit": "kuning kunyit",
}
_SHAPES = {
    "plain": "Gambar kain batik bermotif {motif} yang berulang memenuhi bidang, berwarna {colour}",
    "joined": "Gambar dua kain batik yang disambung, salah satunya bermotif {motif} berwarna {colour}",
    "hills": "Gambar perbukitan dari kain batik bermotif {motif} berwarna {colour} dengan matahari bulat",
    "sea": "Gambar laut bersisik gringsing berwarna {colour}, dua perahu layar, awan, dan matahari bulat",
    "terraces": "Gambar sawah berundak berwarna {colour} di bawah langit bermotif {motif}",
    "roofs": "Gambar deretan atap joglo berwarna {colour} di bawah awan mega mendung",
    "medallion": "Gambar roset besar berkelopak di atas kain bermotif {motif} berwarna {colour}",
    "jagad": "Gambar kain sekar jagad: pulau-pulau berbagai motif batik di atas dasar {motif} berwarna {colour}",
    "clouds": "Gambar awan mega mendung bertumpuk dalam tujuh tingkat warna {colour}",
}


def describe(*, scene: str, ground: str, motif: str) -> str:
    """The alternative text of the picture that these arguments draw; an unknown name raises ``KeyError``."""
    if ground not in PALETTES:
        raise KeyError(ground)
    return _SHAPES[scene].format(motif=motif, colour=_COLOURS[ground]) + "."
