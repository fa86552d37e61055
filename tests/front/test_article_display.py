"""The dateline, the closing and the found words, as a reader sees them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.template import Context
from django.test import RequestFactory

from newsroom.articles.enums import CreditRole
from newsroom.articles.templatetags import article_display


class Credit(SimpleNamespace):
    def __str__(self) -> str:
        return self.printed_name


class Rows(list):
    def all(self) -> Rows:
        return self


def byline(initials: str, name: str) -> SimpleNamespace:
    return SimpleNamespace(initials=initials, name=name, public_path=f"/inisial/{initials}/")


HER = Credit(printed_name="her", role=CreditRole.REPORTER, byline=byline("her", "Herawati"))
S = Credit(printed_name="s", role=CreditRole.EDITOR, byline=byline("s", "Sulastri"))


def test_the_dateline_runs_on_into_the_first_paragraph():
    html = article_display.with_dateline(
        '<p data-block-key="a">Pemprov Jatim menggelar</p><p>Kedua</p>', "Jatim Newsroom"
    )
    assert html == (
        '<p data-block-key="a"><b class="dateline">Jatim Newsroom –</b> Pemprov Jatim menggelar</p><p>Kedua</p>'
    )


def test_a_text_that_begins_with_a_list_keeps_its_dateline():
    html = article_display.with_dateline("<ul><li>satu</li></ul>", "Kominfo Jatim")
    assert html.startswith('<p><b class="dateline">Kominfo Jatim –</b>')


def test_without_dateline_nothing_is_added():
    assert article_display.with_dateline("<p>Teks</p>", "") == "<p>Teks</p>"


def test_a_dateline_cannot_smuggle_markup_into_the_page():
    assert "<script" not in article_display.with_dateline("<p>Teks</p>", "<script>x</script>")


def test_the_closing_stands_at_the_end_of_the_last_paragraph():
    html = article_display.with_signature("<p>Pertama</p>\n<p>“...,” tutupnya.</p>\n", "(her/s)")
    assert html.endswith('tutupnya. <span class="signature">(her/s)</span></p>')


def test_a_text_that_ends_with_a_picture_has_its_closing_below():
    assert article_display.with_signature("<figure></figure>", "(her)").endswith(
        '<p><span class="signature">(her)</span></p>'
    )


def test_the_initials_lead_to_what_these_people_signed():
    page = SimpleNamespace(signature="(her/s)", credits=Rows([S, HER]))
    html = article_display.linked_signature(page)
    assert html == ('(<a href="/inisial/her/" title="Herawati">her</a>/<a href="/inisial/s/" title="Sulastri">s</a>)')


def test_an_office_is_named_first_and_has_no_link():
    office = Credit(printed_name="MC Balangan", role=CreditRole.OFFICE, byline=None)
    page = SimpleNamespace(signature="(MC Balangan/her)", credits=Rows([HER, office]))
    assert article_display.linked_signature(page).startswith("(MC Balangan/<a ")


def test_an_old_closing_that_credits_do_not_spell_is_printed_as_it_was():
    page = SimpleNamespace(signature="(Tim Kominfo/Rgl & <b>)", credits=Rows([HER]))
    assert article_display.linked_signature(page) == "(Tim Kominfo/Rgl &amp; &lt;b&gt;)"


def test_a_drawing_is_not_called_a_photograph():
    assert article_display.credit_line("Ilustrasi: Sekar / JNR") == "Ilustrasi: Sekar / JNR"
    assert article_display.credit_line("rafli / JNR").endswith(": rafli / JNR")


def test_readers_see_where_a_video_link_leads():
    assert article_display.host_name("https://www.youtube.com/watch?v=1") == "www.youtube.com"
    assert article_display.host_name("no address") == ""


@pytest.fixture
def story(settings):
    settings.ALLOWED_HOSTS = ["newsroom.test"]
    return SimpleNamespace(
        title='Gubernur: "</script><script>alert(1)" & lain-lain',
        lead="Teras",
        language="id",
        public_path="/berita/gubernur/",
        channel=None,
        published_at=None,
        changed_at=None,
        lead_image=None,
        release_number="012/DINSOS-JATIM/2026",
        tagged_items=Rows([SimpleNamespace(tag=SimpleNamespace(name="dinsos jatim"))]),
        credits=Rows([HER, S]),
    )


def test_machines_read_the_story_and_its_reporter(story):
    context = Context({"request": RequestFactory().get("/", HTTP_HOST="newsroom.test")})
    html = article_display.structured_data(context, story)
    data = json.loads(html.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == story.title
    assert data["url"] == "http://newsroom.test/berita/gubernur/"
    assert data["author"] == [{"@type": "Person", "name": "Herawati"}]
    assert data["keywords"] == ["dinsos jatim"]
    assert data["identifier"] == "012/DINSOS-JATIM/2026"


def test_a_title_cannot_break_out_of_the_data_block(story):
    html = article_display.structured_data(Context({}), story)
    assert html.count("<script") == 1
    assert html.count("</script") == 1
