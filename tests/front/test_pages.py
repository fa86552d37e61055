"""What a reader without a browser's help gets: the words, the markup and the weight of a page."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from scripts.build_css import JOINED
from tests.front.conftest import print_newspaper
from tests.front.validity import html_faults

# Only a marked test makes pytest-django set the database up.
pytestmark = pytest.mark.django_db

ARTICLE_BUDGET = 20_000  # bytes of HTML and CSS, compressed


@pytest.fixture(scope="module")
def press(django_db_setup, django_db_blocker):
    """The newspaper and every kind of public page by its path, read once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        newspaper = print_newspaper()
        paths = [
            "/",
            "/berita/",
            newspaper.seed.public_path,
            newspaper.rich.public_path,
            newspaper.bare.public_path,
            "/tag/dinsos-jatim/",
            "/tag/",
            "/instansi/",
            "/instansi/dinsos-uji/",
            "/wilayah/",
            "/wilayah/kabupaten-uji/",
            "/inisial/her/",
            "/kanal/gubernur/",
            "/arsip/",
            "/arsip/2022/",
            "/arsip/2022/11/",
            "/arsip/2022/11/18/",
            "/cari/",
            "/cari/?q=pelatihan",
            "/cari/?q=tidakadakatain",
            "/cari/?q=%3Cscript%3Ealert(1)%3C/script%3E",
            "/koreksi/",
            "/periksa/",
            "/tentang/",
            "/tidak-ada/",
        ]
        client = Client()
        pages = {path: client.get(path) for path in paths}
        transaction.set_rollback(True)
    return newspaper, pages


@pytest.fixture
def newspaper(press):
    return press[0]


@pytest.fixture
def pages(press):
    return press[1]


def text_of(response) -> str:
    """The visible words, with single spaces."""
    html = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_every_page_answers(pages):
    answers = {path: response.status_code for path, response in pages.items()}
    assert answers == dict.fromkeys(pages, 200) | {"/tidak-ada/": 404}


def test_every_page_is_valid_html(pages):
    for path, response in pages.items():
        assert html_faults(response.content.decode()) == [], path


def test_no_page_holds_what_the_policy_refuses(pages):
    for path, response in pages.items():
        html = response.content.decode()
        assert not re.search(r"<[^>]+\sstyle\s*=", html), path
        assert "<style" not in html, path
        assert all(' src="' in tag or "ld+json" in tag for tag in re.findall(r"<script[^>]*>", html)), path


def test_no_page_makes_a_browser_fetch_from_elsewhere(pages):
    for path, response in pages.items():
        html = response.content.decode()
        fetched = re.findall(r"<(?:script|img|source|iframe)\b[^>]*?\s(?:src|srcset)=\"([^\"]+)", html)
        fetched += re.findall(r"<link\b[^>]*rel=\"(?:stylesheet|preload|icon)\"[^>]*href=\"([^\"]+)", html)
        assert all(address.startswith("/") for address in fetched), path


def test_no_page_sets_a_cookie(pages):
    assert all(not response.cookies for response in pages.values())


def test_every_page_has_one_main_heading_and_a_way_past_the_navigation(pages):
    for path, response in pages.items():
        html = response.content.decode()
        assert len(re.findall(r"<h1\b", html)) == 1, path
        assert 'href="#isi"' in html, path
        assert 'id="isi"' in html, path


def test_readers_of_the_old_page_find_every_line_they_know(pages, newspaper):
    text = text_of(pages[newspaper.seed.public_path])
    assert "Diunggah pada : 18 November 2022 7:19:33 45 " in text
    assert "Jatim Newsroom – Pemprov Jatim menggelar pelatihan." in text
    assert "tutupnya. (her/s)" in text
    assert "#dinsos jatim" in text


def test_the_initials_and_the_topic_lead_on(pages, newspaper):
    html = pages[newspaper.seed.public_path].content.decode()
    for address in ("/inisial/her/", "/inisial/s/", "/tag/dinsos-jatim/", "/instansi/dinsos-uji/", "/kanal/gubernur/"):
        assert f'href="{address}"' in html


def test_an_article_fits_a_slow_line(pages, newspaper):
    css = len(gzip.compress(JOINED.read_bytes()))
    for article in (newspaper.seed, newspaper.rich):
        assert len(gzip.compress(pages[article.public_path].content)) + css <= ARTICLE_BUDGET


def test_every_picture_keeps_its_place_before_it_arrives(pages, newspaper):
    html = pages[newspaper.rich.public_path].content.decode()
    images = re.findall(r"<img\b[^>]*>", html)
    assert images
    assert all(re.search(r'width="\d+" height="\d+" alt=', image) for image in images)
    assert 'type="image/avif"' in html


def test_a_story_without_picture_is_laid_out_as_text(pages):
    html = pages["/berita/"].content.decode()
    assert "is-text" in html
    assert html.count("<picture") == 1


def test_a_table_says_what_it_is_and_which_cells_are_headings(pages, newspaper):
    html = pages[newspaper.rich.public_path].content.decode()
    assert "<caption>Peserta menurut wilayah</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1


def test_machines_are_told_the_one_address_of_a_story(pages, newspaper):
    html = pages[newspaper.seed.public_path].content.decode()
    assert f'<link rel="canonical" href="http://testserver{newspaper.seed.public_path}">' in html
    assert '<meta property="og:type" content="article">' in html


def test_a_search_shows_the_word_that_was_searched(pages):
    assert re.search(r"<mark>[Pp]elatihan</mark>", pages["/cari/?q=pelatihan"].content.decode())


def test_a_search_without_result_helps_on(pages):
    text = text_of(pages["/cari/?q=tidakadakatain"])
    assert "tidakadakatain" in text
    assert 'href="/arsip/"' in pages["/cari/?q=tidakadakatain"].content.decode()


def test_a_hostile_search_is_shown_as_words(pages):
    html = pages["/cari/?q=%3Cscript%3Ealert(1)%3C/script%3E"].content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
