"""The tokens as the style sheet has them, read from it, so that the guide cannot say anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

from newsroom.core.colours import contrast

# In which block of tokens.css a theme says its colours; what it leaves out it takes from the light one.
BLOCKS = {"light": ":root {", "dark": ':root[data-theme="dark"] {', "contrast": ':root[data-theme="contrast"] {'}
GROUND = "paper"
_TOKEN = re.compile(r"--([a-z0-9-]+): ([^;]+);")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Shade:
    """A colour in one theme; ``contrast`` is measured on the paper of that theme."""

    theme: str
    value: str
    contrast: float


@dataclass(frozen=True)
class ColourToken:
    """A colour by its name, in every theme."""

    name: str
    shades: list[Shade]


def _source() -> str:
    found = finders.find("newsroom/css/tokens.css")
    return Path(str(found)).read_text(encoding="utf-8")


def _block(source: str, opening: str) -> dict[str, str]:
    start = source.index(opening) + len(opening)
    return dict(_TOKEN.findall(source[start : source.index("}", start)]))


def colour_tokens() -> list[ColourToken]:
    """Return the colours in the order of the style sheet."""
    source = _source()
    light = _block(source, BLOCKS["light"])
    themes = {theme: light | _block(source, opening) for theme, opening in BLOCKS.items()}
    return [
        ColourToken(
            name,
            [Shade(theme, values[name], contrast(values[name], values[GROUND])) for theme, values in themes.items()],
        )
        for name, value in light.items()
        if _COLOUR.fullmatch(value)
    ]


def sizes() -> list[tuple[str, str]]:
    """Return name and value (on a phone) of the sizes: type first, then space."""
    found = _block(_source(), BLOCKS["light"])
    return [(name, value) for name, value in found.items() if value.endswith("rem")]
