"""Whole pages kept in Django's cache: as quick as they may be, and never a page that may not be seen."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from home.models import HomePage, HomePin
from newsroom.articles.models import ArticlePage
from newsroom.edge import generations, purge, shelf
from newsroom.edge.middleware import EdgeMiddleware
from tests.edge.conftest import NEW, OLD, copy_at, good_copies, key_at, session_cookie
from tests.edge.test_headers import take_back
from tests.factories import article_draft
from tests.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What follows a commit happens at the end of the block, as in life."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def rename(article, title):
    """Change what a page says without anybody noticing: the copies stay."""
    ArticlePage.objects.filter(pk=article.pk).update(title=title)


def test_the_second_reader_costs_no_query_whatever_the_browser_takes(world, reader, django_assert_num_queries):
    plain = Client().get(OLD)
    with django_assert_num_queries(0):
        zipped = reader.get(OLD)
        brotli = Client(headers={"accept-encoding": "gzip, br"}).get(OLD)
        unchanged = reader.get(OLD, headers={"if-none-match": brotli["ETag"]})
        since = reader.get(OLD, headers={"if-modified-since": plain["Last-Modified"]})
        marked = reader.get(f"{OLD}?utm_source=wa")
        refused = Client(headers={"accept-encoding": "br;q=0, gzip;q=0"}).get(OLD)
    assert (zipped["Content-Encoding"], brotli["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(zipped.content) == plain.content == refused.content
    assert len(zipped.content) == int(zipped["Content-Length"]) < len(plain.content) / 2
    assert len({plain["ETag"], zipped["ETag"], brotli["ETag"]}) == 3
    assert (unchanged.status_code, since.status_code) == (304, 304)
    assert marked.content == zipped.content
    assert zipped["Content-Security-Policy"] == plain["Content-Security-Policy"]
    assert zipped["X-Frame-Options"] == "DENY"


def test_staff_and_previews_get_no_copy_and_leave_none(world, reader, redaktur, newsroom_desk):
    reader.get(OLD)
    rename(world.old, "Judul Baru dari Meja")
    assert "Judul Baru dari Meja" in client_of(redaktur).get(OLD).content.decode()
    stranger = Client()
    stranger.cookies.load(session_cookie())
    assert "Judul Baru dari Meja" in stranger.get(OLD).content.decode()
    assert "Judul Baru" not in Client().get(OLD).content.decode()
    draft = article_draft(newsroom_desk, title="Rahasia Meja")
    draft.set_url_path(draft.get_parent())
    preview = draft.make_preview_request()
    assert preview.status_code == 200
    assert copy_at(draft.public_path) is None
    assert Client().get(draft.public_path).status_code == 404


def test_a_release_is_gone_at_the_second_of_its_end_and_its_copies_with_it(world, reader, at_once, redaktur, pemred):
    for address in world.addresses:
        reader.get(address)
    ends_at = timezone.now() + timedelta(seconds=40)
    with at_once():
        take_back(world.old, "withdrawn", redaktur, pemred, effective_at=ends_at)
    showing = [address for address in world.addresses if address not in good_copies(world.addresses)]
    assert {OLD, "/", "/berita/", "/feed/", "/sitemap-2022-11.xml", "/tag/dinsos-uji/"} <= set(showing)
    for address in showing:
        reader.get(address)
    with time_machine.travel(ends_at - timedelta(seconds=1), tick=False):
        assert "Ditarik" not in Client().get(OLD).content.decode()
    with time_machine.travel(ends_at + timedelta(milliseconds=1), tick=False):
        for address in showing:
            copy = copy_at(address)
            assert copy is None or not copy.is_true(ends_at.timestamp()), address
        assert "Angkanya keliru." in Client().get(OLD).content.decode()
        assert OLD not in Client().get("/").content.decode()
        assert Client().get(OLD, headers={"if-modified-since": http_date(ends_at.timestamp() - 20)}).status_code == 200


def test_a_page_is_made_anew_at_midnight_and_when_a_pin_or_a_channel_begins_or_ends(world, reader):
    home = HomePage.objects.get()
    soon = timezone.now() + timedelta(seconds=70)
    pin = HomePin.objects.create(page=home, article=world.old, ends_at=soon)
    reader.get("/")
    assert copy_at("/").fresh_until == pytest.approx(soon.timestamp())
    pin.delete()
    caches["pages"].clear()
    world.channel.ends_at = soon - timedelta(seconds=10)
    world.channel.save()
    reader.get("/koreksi/")
    assert copy_at("/koreksi/").fresh_until == pytest.approx(soon.timestamp() - 10)
    before_midnight = (timezone.localtime() + timedelta(days=1)).replace(hour=23, minute=59, second=0, microsecond=0)
    with time_machine.travel(before_midnight, tick=False):
        reader.get("/koreksi/")
        assert copy_at("/koreksi/").fresh_until == before_midnight.timestamp() + 60


def test_minutes_ago_are_a_minute_wrong_at_most(world, reader):
    with time_machine.travel(world.new_at + timedelta(minutes=30), tick=False):
        assert "30 menit lalu" in Client().get("/").content.decode()
        assert copy_at("/").fresh_until == timezone.now().timestamp() + 60


def test_while_one_makes_an_old_page_anew_others_get_the_old_one(world, reader):
    reader.get(OLD)
    rename(world.old, "Judul yang Lebih Baru")
    with time_machine.travel(timezone.now() + timedelta(seconds=301), tick=False):
        assert shelf.begin(key_at(OLD))
        assert "Gresik Gelar Pelatihan" in Client().get(OLD).content.decode()
        shelf.end(key_at(OLD))
        assert "Judul yang Lebih Baru" in Client().get(OLD).content.decode()


def test_while_one_makes_a_purged_page_anew_others_wait_for_the_new_one(world, reader, monkeypatch):
    reader.get(OLD)
    rename(world.old, "Judul yang Lebih Baru")
    generations.purge([f"article-{world.old.pk}"])
    assert shelf.begin(key_at(OLD))
    made = []

    def the_other_is_ready(seconds):
        shelf.end(key_at(OLD))
        made.append(reader.get(OLD))
        monkeypatch.setattr(ArticlePage, "serve", None)

    monkeypatch.setattr("newsroom.edge.shelf.time.sleep", the_other_is_ready)
    assert "Judul yang Lebih Baru" in Client().get(OLD).content.decode()
    assert len(made) == 1


def test_a_failing_database_leaves_readers_what_was_kept_unless_it_was_purged(world, reader, monkeypatch, at_once):
    reader.get(OLD)
    reader.raise_request_exception = False
    later = timezone.now() + timedelta(minutes=10)

    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    with time_machine.travel(later, tick=False):
        monkeypatch.setattr(ArticlePage, "serve", fail)
        assert reader.get(OLD).status_code == 200
        with at_once():
            purge.forget({f"article-{world.old.pk}"})
        assert reader.get(OLD).status_code == 500
        assert reader.get(NEW)["Cache-Control"] == "private, no-store"


def test_a_page_that_was_made_while_a_purge_came_is_not_kept(world, reader, monkeypatch):
    make = EdgeMiddleware._make

    def make_and_purge(self, request):
        made = make(self, request)
        generations.purge([f"article-{world.old.pk}"])
        return made

    monkeypatch.setattr(EdgeMiddleware, "_make", make_and_purge)
    assert reader.get(OLD).status_code == 200
    assert copy_at(OLD) is None
    monkeypatch.undo()


def test_a_cache_that_forgets_a_purge_brings_no_old_page_back(world, reader):
    reader.get(OLD)
    tag = f"article-{world.old.pk}"
    generations.purge([tag])
    caches["pages"].delete(f"edge.tag.{tag}")
    assert good_copies([OLD]) == set()
    rename(world.old, "Judul Sesudahnya")
    assert "Judul Sesudahnya" in Client().get(OLD).content.decode()
    caches["pages"].delete("edge.counter")
    generations.purge([tag])
    assert good_copies([OLD]) == set()


def test_without_a_cache_readers_notice_nothing(world, reader, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError("no cache")

    for name in ("get", "get_many", "add", "set", "delete", "incr", "set_many"):
        monkeypatch.setattr(caches["pages"], name, fail)
    assert reader.get(OLD).status_code == 200
    purge.forget({"article-1"})


def test_two_changes_within_a_second_have_two_times(world, reader):
    with time_machine.travel(timezone.now(), tick=False):
        times = []
        for title in ("Judul Satu", "Judul Dua"):
            rename(world.old, title)
            generations.purge([f"article-{world.old.pk}"])
            times.append(reader.get(OLD)["Last-Modified"])
        generations.purge([f"article-{world.old.pk}"])
        times.append(reader.get(OLD)["Last-Modified"])
    assert times[0] != times[1] == times[2]
