"""Another government gives the site its own accent; one that nobody could read is refused at the start."""

from __future__ import annotations

import re

import pytest

from newsroom.core import colours
from newsroom.settings import env
from scripts.build_css import CSS_FOLDER

BLUE, PALE_BLUE = "#123f7a", "#9cc4ff"


def read():
    return env.accents(env.accent("ACCENT_COLOUR", "light"), env.accent("ACCENT_COLOUR_DARK", "dark"))


def test_a_site_without_an_accent_of_its_own_sends_one_style_sheet(db, client):
    assert len(re.findall(r'<link rel="stylesheet"', client.get("/tidak-ada/").content.decode())) == 1
    assert client.get("/aksen-123f7a-9cc4ff.css").status_code == 404


def test_a_government_with_blue_as_its_colour_has_blue_links(db, client, settings):
    settings.NEWSROOM_ACCENTS = (BLUE, PALE_BLUE)
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/tidak-ada/").content.decode())
    assert links[-1] == "/aksen-123f7a-9cc4ff.css"
    answer = client.get(links[-1])
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    assert f':root,:root[data-theme="contrast"]{{--accent:{BLUE}}}' in answer.content.decode()
    assert client.get("/aksen-000000-ffffff.css").status_code == 404


def test_the_accent_is_set_in_every_theme_that_names_one():
    tokens = (CSS_FOLDER / "tokens.css").read_text(encoding="utf-8")
    screen = tokens[: tokens.index("@media print")]
    # High contrast by choice shares the light accent's line.
    assert colours.accent_sheet(BLUE, PALE_BLUE).count("--accent:") == screen.count("--accent:") - 1


@pytest.mark.parametrize(
    ("light", "dark", "refusal"),
    [
        ("#e2001a", PALE_BLUE, "ACCENT_COLOUR: found #e2001a, whose contrast on #f1efe7 is 4.3; expected a darker"),
        (BLUE, "#123f7a", "ACCENT_COLOUR_DARK: found #123f7a, whose contrast on #161e27 is 1.6; expected a lighter"),
        ("blue", PALE_BLUE, "ACCENT_COLOUR: found 'blue'; expected a colour such as #0c5439"),
        (BLUE, "", "ACCENT_COLOUR_DARK: not set; expected a colour, because the other accent is set"),
    ],
)
def test_an_accent_that_cannot_be_read_is_refused_with_the_reason(monkeypatch, light, dark, refusal):
    monkeypatch.setenv("ACCENT_COLOUR", light)
    monkeypatch.setenv("ACCENT_COLOUR_DARK", dark)
    with pytest.raises(env.SettingError) as refused:
        read()
    assert str(refused.value).startswith(refusal)


def test_two_accents_that_can_be_read_are_taken(monkeypatch):
    monkeypatch.setenv("ACCENT_COLOUR", BLUE.upper())
    monkeypatch.setenv("ACCENT_COLOUR_DARK", PALE_BLUE)
    assert read() == (BLUE, PALE_BLUE)
