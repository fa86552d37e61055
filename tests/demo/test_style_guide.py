"""A developer opens the style guide: every component is there, drawn by its own template."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, clear_url_caches, reverse

from newsroom.demo.style_guide.views import SPECIMENS
from tests.front.conftest import print_newspaper
from tests.front.test_templates import TEMPLATES
from tests.front.validity import html_faults

pytestmark = pytest.mark.django_db

# Parts of the frame, which the guide shows by having one.
WITH_EVERY_PAGE = {"components/meta.html"}
STATUS = {"404": 404, "410": 410, "429": 429, "500": 500}


def test_the_guide_draws_every_component_and_block(client):
    print_newspaper()
    answer = client.get("/gaya/")
    assert answer.status_code == 200
    drawn = {template.name for template in answer.templates}
    there = {
        f"{folder}/{path.name}" for folder in ("components", "blocks") for path in TEMPLATES.glob(f"{folder}/*.html")
    }
    assert there - drawn - WITH_EVERY_PAGE == set()
    assert html_faults(answer.content.decode()) == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_pages_that_are_hard_to_come_by_are_a_click_away(client, name):
    answer = client.get(f"/gaya/{name}/")
    assert answer.status_code == STATUS.get(name, 200)
    html = answer.content.decode()
    assert html.count("<h1") == 1
    assert html_faults(html) == []


def test_no_reader_finds_the_guide_on_a_server(settings, client):
    import importlib

    from newsroom import urls

    settings.NEWSROOM_DEMO = False
    try:
        importlib.reload(urls)
        clear_url_caches()
        with pytest.raises(NoReverseMatch):
            reverse("style_guide:guide")
        assert client.get("/gaya/").status_code == 404
        assert client.get("/gaya/500/").status_code == 404
    finally:
        settings.NEWSROOM_DEMO = True
        importlib.reload(urls)
        clear_url_caches()
