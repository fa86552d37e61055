"""Contrast between colours, and the accent of a site: which colours may be one, and the style sheet that carries it.

Colours are written as six hexadecimal digits after a hash: "#0c5439".
"""

from __future__ import annotations

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")

# What an accent stands on as text, by day and by night; high contrast has white and black for ground.
# tests/front/test_contrast.py compares these with tokens.css.
GROUNDS = {"light": ("#fbfaf6", "#f1efe7", "#ffffff"), "dark": ("#0e141b", "#161e27", "#000000")}
LEAST_FOR_TEXT = 7.0
LEAST_FOR_SECONDARY = 4.5

# The same places in which tokens.css names an accent; this sheet is read after it and for screens only.
_SHEET = """:root,:root[data-theme="contrast"]{{--accent:{light}}}
@media (prefers-color-scheme:dark){{:root:not([data-theme="light"],[data-theme="contrast"]){{--accent:{dark}}}}}
:root[data-theme="dark"]{{--accent:{dark}}}
@media (prefers-contrast:more){{:root:not([data-theme]){{--accent:{light}}}}}
@media (prefers-contrast:more) and (prefers-color-scheme:dark){{:root:not([data-theme]){{--accent:{dark}}}}}
"""


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2, from 0 (black) to 1 (white)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weakest_ground(accent: str, theme: str) -> tuple[str, float]:
    """Return the ground of ``theme`` ("light" or "dark") on which ``accent`` reads worst, and its contrast there."""
    return min(((ground, contrast(accent, ground)) for ground in GROUNDS[theme]), key=lambda pair: pair[1])


def accent_sheet(light: str, dark: str) -> str:
    """Return the style sheet that gives a site its own accent; both colours must have been checked."""
    return _SHEET.format(light=light, dark=dark)
