"""One style sheet, current, light and from nobody else's server."""

from __future__ import annotations

import gzip
import re

from scripts.build_css import CSS_FOLDER, JOINED, joined, parts

STATIC = CSS_FOLDER.parent
CSS_BUDGET = 10_000  # bytes, compressed
SCRIPT_BUDGET = 10_000  # bytes, compressed, all public scripts together
PUBLIC_SCRIPTS = ("display.js", "reader.js", "count-view.js", "announcements.js")


def test_the_joined_style_sheet_is_made_from_the_parts_as_they_are():
    assert JOINED.read_text(encoding="utf-8") == joined(), "Run python scripts/build_css.py"


def test_no_part_is_forgotten():
    assert set(CSS_FOLDER.glob("components/*.css")) < set(parts())


def test_a_reader_on_a_slow_line_waits_for_a_small_style_sheet_only():
    assert len(gzip.compress(JOINED.read_bytes())) <= CSS_BUDGET


def test_a_reader_on_a_slow_line_gets_little_script():
    scripts = [(STATIC / "js" / name).read_bytes() for name in PUBLIC_SCRIPTS]
    assert sum(len(gzip.compress(script)) for script in scripts) <= SCRIPT_BUDGET


def test_no_script_imports_another():
    # In production files carry a hash in their names, which an import inside a script does not know.
    for path in (STATIC / "js").glob("*.js"):
        assert not re.search(r"^import\b", path.read_text(encoding="utf-8"), re.MULTILINE), path.name


def test_styles_and_scripts_ask_no_other_server():
    for path in [JOINED, *(STATIC / "js").glob("*.js")]:
        assert not re.search(r"https?://|url\(\s*[\"']?//|@import", path.read_text(encoding="utf-8")), path.name


def test_every_file_that_the_styles_name_is_there():
    named = re.findall(r'url\("([^"]+)"\)', JOINED.read_text(encoding="utf-8"))
    assert named
    assert all((CSS_FOLDER / name).is_file() for name in named)


def test_the_licences_of_the_fonts_travel_with_them():
    fonts = STATIC / "fonts"
    for family in {path.name.split("-latin-")[0] for path in fonts.glob("*.woff2")}:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"{family}-OFL.txt").read_text(encoding="utf-8").upper()


def test_text_stands_still_when_the_fonts_arrive():
    tokens = (CSS_FOLDER / "tokens.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face \{(.*?)\}", tokens, re.DOTALL)
    for face in faces:
        assert "font-display: swap" in face or "size-adjust" in face


def test_nothing_moves_for_a_reader_who_asked_for_stillness():
    text = JOINED.read_text(encoding="utf-8")
    start = text.index("@media (prefers-reduced-motion:no-preference)")
    assert text.count("transition") == text[start : text.index("}}", start)].count("transition")
    assert "animation" not in text
