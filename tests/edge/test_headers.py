"""What every public answer says to caches, and that nothing personal is ever kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import resolve

from newsroom.articles.models import ArticlePage
from newsroom.edge.copies import READERS
from newsroom.edge.routes import ROUTES
from newsroom.editorial import withdrawals
from tests.edge.conftest import OLD, session_cookie
from tests.people import client_of

pytestmark = pytest.mark.django_db


def take_back(article, kind, proposer, decider, **fields):
    reason = {"kind": kind, "reason": "inaccurate", "public_text": "Angkanya keliru.", **fields}
    return withdrawals.carry_out(withdrawals.propose(article, user=proposer, **reason), user=decider)


def test_every_public_page_may_be_kept_and_names_every_release_it_links_to(world, reader, settings):
    settings.NEWSROOM_EDGE_HEADERS = True
    keys = dict(ArticlePage.objects.values_list("address", "pk"))
    for address in world.addresses:
        answer = reader.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == READERS, address
        assert answer["Vary"] == "Accept-Encoding", address
        assert not answer.cookies, address
        tags = answer["Surrogate-Key"].split()
        assert answer["Cache-Tag"].split(",") == tags
        linked = set(re.findall(r"/berita/([\w-]+)/", answer.content.decode()))
        if not address.startswith("/sitemap"):
            assert {f"article-{keys[slug]}" for slug in linked} <= set(tags), address
        life, outage = re.fullmatch(r"max-age=(\d+), stale-if-error=(\d+)", answer["Surrogate-Control"]).groups()
        assert 0 < int(life) <= 300 or address == "/cari/"
        assert int(outage) == 24 * 60 * 60
    assert {resolve(address.partition("?")[0]).view_name for address in world.addresses} >= set(ROUTES) - {
        "listings:change"
    }


def test_unknown_words_in_a_query_make_no_other_page(world, reader):
    for address in world.addresses:
        joint = "&" if "?" in address else "?"
        answer = reader.get(f"{address}{joint}utm_source=wa&fbclid=xyz")
        assert answer.content == reader.get(address).content, address
        assert b"fbclid" not in answer.content


def test_without_an_edge_readers_get_no_tags(world, reader):
    answer = reader.get("/")
    assert not {"Surrogate-Key", "Surrogate-Control", "Cache-Tag", "CDN-Cache-Control"} & set(answer.headers)


def test_what_staff_read_is_kept_nowhere(world, redaktur, wartawan):
    desk = client_of(redaktur)
    for address in ("/", OLD, "/redaksi/", f"/redaksi/pages/{world.old.pk}/edit/", "/akun/login/"):
        assert desk.get(address)["Cache-Control"] == "private, no-store", address
    assert "ETag" not in desk.get(OLD)
    stranger = Client()
    assert "no-store" in stranger.get("/akun/login/")["Cache-Control"]
    stranger.cookies.load(session_cookie())
    assert stranger.get(OLD)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/berita/tidak-ada/", "/tag/tidak-ada/", "/tidak/ada/", "/berita/?sebelum=x"])
def test_what_is_not_there_is_asked_for_anew(world, reader, address):
    answer = reader.get(address)
    assert answer.status_code == 404
    assert answer["Cache-Control"] == READERS
    assert "ETag" not in answer


def test_a_browser_that_has_the_page_gets_304_until_the_release_is_taken_back(world, reader, redaktur, pemred):
    tag = reader.get(OLD)["ETag"]
    known = {"HTTP_IF_NONE_MATCH": f'"other", W/{tag}'}
    unchanged = reader.get(OLD, **known)
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", tag)
    assert unchanged["Cache-Control"] == READERS
    take_back(world.old, "withdrawn", redaktur, pemred)
    withdrawn = reader.get(OLD, **known)
    assert withdrawn.status_code == 200
    assert "Angkanya keliru." in withdrawn.content.decode()
    take_back(ArticlePage.objects.get(pk=world.old.pk), "taken_down", redaktur, pemred)
    assert reader.get(OLD, HTTP_IF_NONE_MATCH=f"{withdrawn['ETag']}, *").status_code == 410
