"""The check of the pages' HTML finds what it is there to find: a page cannot pass because nobody looked."""

from __future__ import annotations

import pytest

from tests.front.validity import html_faults

PAGE = '<!DOCTYPE html>\n<html lang="id"><head><title>Uji</title></head><body>{}</body></html>'


def test_a_valid_page_has_no_faults():
    good = '<main id="isi"><h1>Judul</h1><ul><li>Depan</li></ul><label for="q">Kata</label><input id="q"></main>'
    assert html_faults(PAGE.format(good)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("<p>satu<div>dua</div></p>", "unexpected-end-tag"),
        ("<section><p>satu", "expected-one-end-tag"),
        ('<p id="a">x</p><p id="a">y</p>', "id 'a' stands 2 times"),
        ('<section aria-labelledby="tiada"></section>', "leads to 'tiada'"),
        ('<label for="tiada">x</label>', "leads to 'tiada'"),
        ("<ul><p>x</p></ul>", "p inside ul"),
        ("<h2><div>x</div></h2>", "div inside h2"),
        ("<span><ul><li>x</li></ul></span>", "ul inside span"),
        ('<a href="/"><button>x</button></a>', "button inside a link"),
        ('<img src="/a.png">', "img without alt"),
        ("<center>x</center>", "center is obsolete"),
        ('<a href="/" href="/b">x</a>', "duplicate-attribute"),
        ("<b><i>x</b></i>", "adoption-agency"),
    ],
)
def test_a_fault_is_found(broken, fault):
    assert any(fault in found for found in html_faults(PAGE.format(broken)))


def test_a_page_without_a_type_is_found():
    assert html_faults(PAGE.format("x").replace("<!DOCTYPE html>\n", ""))
