"""The dyes of the demo pictures: one small set of colours a cloth, never more than five on one."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


def colour(hexadecimal: str) -> Colour:
    """``"#1d5a45"`` as three numbers from 0 to 255."""
    value = hexadecimal.lstrip("#")
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """``first`` with ``share`` (0 to 1) of ``second`` mixed in."""
    mixed = [round(a + (b - a) * share) for a, b in zip(first, second, strict=True)]
    return mixed[0], mixed[1], mixed[2]


@dataclass(frozen=True)
class Palette:
    """Ground, figure, fine line, accent and quiet second ground of one cloth."""

    ground: Colour
    figure: Colour
    line: Colour
    accent: Colour
    quiet: Colour


def _palette(ground: str, figure: str, line: str, accent: str, quiet: str) -> Palette:
    return Palette(colour(ground), colour(figure), colour(line), colour(accent), colour(quiet))


PALETTES: dict[str, Palette] = {
    # Dark grounds
    "hijau": _palette("#12402f", "#e6dcc4", "#0a271d", "#b98d45", "#1d5a45"),
    "nila": _palette("#1f2e52", "#dfdccf", "#101a33", "#b28f52", "#2f4474"),
    "bata": _palette("#8f4330", "#f0e1ca", "#4c2015", "#d0a060", "#a5573f"),
    "tinta": _palette("#1b1f24", "#d8cdb8", "#0c0e11", "#a98142", "#2b3138"),
    "lumut": _palette("#3f4a2c", "#e8dfc6", "#20271a", "#c2a05a", "#55613d"),
    # Light grounds
    "kertas": _palette("#efe7d6", "#1d5a45", "#123a2c", "#b2843c", "#e2d7bf"),
    "gading": _palette("#ece2cd", "#2b3f6b", "#1a2745", "#a5573f", "#ddd0b4"),
    "soga": _palette("#eadfc8", "#6b4127", "#33200f", "#b5823a", "#dbcba9"),
    "kunyit": _palette("#bd9a58", "#2e3a30", "#1d251f", "#f2e8d2", "#a9864a"),
}
DARK = ("hijau", "nila", "bata", "tinta", "lumut")
LIGHT = ("kertas", "gading", "soga", "kunyit")
# For each ground, those that look well beside it in one picture.
PARTNERS: dict[str, tuple[str, ...]] = {
    "hijau": ("kertas", "soga", "kunyit"),
    "nila": ("gading", "kunyit", "soga"),
    "bata": ("soga", "tinta", "gading"),
    "tinta": ("kertas", "kunyit", "bata"),
    "lumut": ("soga", "kertas", "kunyit"),
    "kertas": ("hijau", "lumut", "tinta"),
    "gading": ("nila", "bata", "tinta"),
    "soga": ("bata", "hijau", "tinta"),
    "kunyit": ("tinta", "hijau", "nila"),
}
