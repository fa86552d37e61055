"""Readers with weak sight, old phones and sunlight: every pair of colours that carries words is measured."""

from __future__ import annotations

import re

import pytest

from newsroom.core.colours import GROUNDS as ACCENT_GROUNDS
from newsroom.core.colours import contrast
from scripts.build_css import CSS_FOLDER

TOKENS = (CSS_FOLDER / "tokens.css").read_text(encoding="utf-8")

THEMES = {
    "light": r":root \{",
    "dark by device": r':root:not\(\[data-theme="light"\]\) \{',
    "dark by choice": r':root\[data-theme="dark"\] \{',
    "contrast by choice": r':root\[data-theme="contrast"\] \{',
    "contrast by device": r"@media \(prefers-contrast: more\) \{\s*:root:not\(\[data-theme\]\) \{",
    "dark contrast by device": r"prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme\]\) \{",
    "print": r":root\[data-theme\] \{",
}
TEXT_COLOURS = ("ink", "accent", "signal")
GROUNDS = ("paper", "sunk")


def colours(theme: str) -> dict[str, str]:
    """The colour tokens of a theme: those of the light one, and what the theme changes."""
    found: dict[str, str] = {}
    for pattern in (THEMES["light"], THEMES[theme]):
        start = re.search(pattern, TOKENS)
        assert start, f"No block for {theme}"
        block = TOKENS[start.end() : TOKENS.index("}", start.end())]
        found.update(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))
    return found


def test_the_measure_is_the_one_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_reader_can_read_text_links_and_warnings(theme, ground):
    shown = colours(theme)
    for colour in TEXT_COLOURS:
        assert contrast(shown[colour], shown[ground]) >= 7, f"{colour} on {ground}, {theme}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_reader_can_read_times_and_captions(theme, ground):
    shown = colours(theme)
    assert contrast(shown["quiet"], shown[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_a_reader_can_see_where_a_field_is(theme):
    shown = colours(theme)
    assert contrast(shown["control"], shown["paper"]) >= 3


def test_dark_looks_the_same_whether_the_device_or_the_reader_asks_for_it():
    assert colours("dark by device") == colours("dark by choice")


def test_high_contrast_looks_the_same_whether_the_device_or_the_reader_asks_for_it():
    assert colours("contrast by device") == colours("contrast by choice")


def test_the_accent_of_another_government_is_measured_on_the_grounds_that_there_are():
    themes = {"light": ("light", "contrast by device"), "dark": ("dark by choice", "dark contrast by device")}
    for theme, names in themes.items():
        grounds = {colours(name)[ground] for name in names for ground in GROUNDS}
        assert set(ACCENT_GROUNDS[theme]) == grounds
