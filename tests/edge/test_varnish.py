"""The real Varnish in front of the newsroom: quick, never behind, and there when nothing else is."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from newsroom.articles.models import ArticlePage
from newsroom.edge import purge, varnish
from newsroom.edge.routes import ROUTES
from newsroom.editorial import actions
from tests.edge.conftest import NEW, OLD, World, session_cookie
from tests.edge.test_headers import take_back
from tests.factories import article_draft, make_newsroom

SECRET = "a-word-for-these-tests"
VCL = Path("deploy/varnish/newsroom.vcl")


class Readers:
    """Readers behind Varnish."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def get(self, path: str, **options) -> requests.Response:
        options.setdefault("headers", {})["X-Forwarded-Proto"] = "https"
        return requests.get(self.origin + path, timeout=10, allow_redirects=False, **options)


@pytest.fixture
def newsroom_server(transactional_db):
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def readers(newsroom_server, page_cache, settings, tmp_path):
    """A Varnish on a free port, started as the image starts it."""
    if shutil.which("varnishd") is None:
        pytest.fail("No varnishd found (Debian: apt install varnish varnish-modules).")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    host, _, port = newsroom_server.url.removeprefix("http://").partition(":")
    environment = {
        **os.environ,
        **{"VARNISH_SECRET": SECRET, "SITE_HOST": "localhost", "WORK": str(tmp_path), "LISTEN": address},
        **{"BACKEND_HOST": host, "BACKEND_PORT": port, "MEMORY": "32m"},
    }
    with (tmp_path / "varnish.log").open("wb") as log:
        # Connections to a server that has stopped do not outlive it for long.
        command = ["deploy/varnish/start.sh", "-p", "backend_idle_timeout=1"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    settings.NEWSROOM_EDGE_HEADERS = True
    settings.NEWSROOM_VARNISH = [f"http://{address}"]
    settings.NEWSROOM_VARNISH_SECRET = SECRET
    found = Readers(f"http://{address}")
    try:
        for _attempt in range(300):
            try:
                if found.get("/robots.txt").status_code == 200:
                    break
            except requests.ConnectionError:
                assert process.poll() is None, (tmp_path / "varnish.log").read_text()
            time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def world(transactional_db):
    return World(make_newsroom())


@pytest.mark.full
@pytest.mark.django_db(transaction=True)
def test_publication_correction_and_withdrawal_reach_readers_at_once_and_an_outage_none(
    readers, newsroom_server, world, wartawan, redaktur, pemred
):
    for address in world.addresses:
        assert readers.get(address).status_code == 200, address
    for address in world.addresses:
        joint = "&" if "?" in address else "?"
        kept = readers.get(f"{address}{joint}utm_source=wa")
        assert kept.headers["X-Cache"] == "hit", address
        assert not {"Surrogate-Key", "Cache-Tag", "xkey", "Set-Cookie", "Age"} & set(kept.headers)
        assert kept.headers["Content-Encoding"] == "gzip", address
    assert readers.get(OLD, headers={"If-None-Match": readers.get(OLD).headers["ETag"]}).status_code == 304
    assert readers.get(OLD, cookies=session_cookie()).headers["Cache-Control"] == "private, no-store"
    plain = {"Edge-Gone": "site", varnish.SECRET: "guessed"}
    assert requests.request(varnish.METHOD, readers.origin, headers=plain, timeout=5).status_code == 403

    draft = article_draft(owner=wartawan, title="Banjir Datang Lagi", tags=("banjir",))
    actions.submit(draft, user=wartawan)
    path = ArticlePage.objects.get(pk=draft.pk).public_path
    assert readers.get(path).status_code == 404
    actions.decide(ArticlePage.objects.get(pk=draft.pk), "approve", user=redaktur)
    for address in (path, "/", "/berita/", "/tag/banjir/", "/feed/", f"/sitemap-{timezone.localtime():%Y-%m}.xml"):
        assert "banjir-datang-lagi" in readers.get(address).text, address
    for address in (OLD, "/instansi/dinsos-uji/", "/tentang/", "/koreksi/"):
        assert readers.get(address).headers["X-Cache"] == "hit", address

    take_back(world.old, "withdrawn", redaktur, pemred)
    assert "Angkanya keliru." in readers.get(OLD).text
    assert OLD not in readers.get("/").text
    # Changed, and not asked for before the outage: the old copy will do. Gone, and not asked for: no copy is left.
    readers.get("/koreksi/")
    purge.forget({"corrections"})
    take_back(world.new, "taken_down", redaktur, pemred)
    ending = ArticlePage.objects.get(pk=draft.pk)
    ends_at = timezone.now() + timedelta(seconds=8)
    take_back(ending, "withdrawn", redaktur, pemred, effective_at=ends_at)
    assert "Banjir Datang Lagi" in readers.get(path).text

    newsroom_server.stop()
    time.sleep(2)
    for address in ("/tentang/", "/koreksi/", "/sitemap.xml", OLD):
        assert readers.get(address).status_code == 200, address
    assert "Angkanya keliru." in readers.get(OLD).text
    gone = readers.get(NEW)
    assert (gone.status_code, gone.headers["Cache-Control"]) == (503, "no-store")
    while timezone.now() < ends_at:
        time.sleep(0.1)
    assert readers.get(path).status_code == 503


def test_varnish_keeps_the_same_words_of_a_query_as_the_newsroom():
    lists = [set(words.split("|")) for words in re.findall(r"\?!\(([a-z|]+)\)=", VCL.read_text(encoding="utf-8"))]
    # Standing pages lie anywhere in the tree, so Varnish leaves the words of their queries alone.
    known = {
        frozenset(route.parameters) for name, route in ROUTES.items() if route.parameters and name != "wagtail_serve"
    }
    assert {frozenset(words) for words in lists} == known
    assert frozenset(ROUTES["wagtail_serve"].parameters) > frozenset(ROUTES["listings:tag"].parameters)
