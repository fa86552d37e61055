"""How long a session lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.images.models import NewsDocument

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

HOME = "/redaksi/"
STATUS = "/akun/sesi/"
BACKGROUND = {"Sec-Fetch-Mode": "cors"}


@pytest.fixture
def at_desk(client, writer):
    client.force_login(writer)
    return client


def later(**interval):
    return time_machine.travel(timezone.now() + timedelta(**interval), tick=False)


def is_inside(client) -> bool:
    return client.get(HOME).status_code == 200


def test_after_half_an_hour_without_activity_the_session_ends(at_desk):
    assert is_inside(at_desk)
    with later(minutes=31):
        response = at_desk.get(HOME, follow=True)
        assert response.redirect_chain[-1][0].startswith("/akun/login/?next=/redaksi/")
        assert list(response.context["messages"])


def test_whoever_works_stays_inside(at_desk):
    for minutes in (20, 40, 60, 80):
        with later(minutes=minutes):
            assert is_inside(at_desk)


def test_after_half_a_day_the_session_ends_even_for_whoever_works(at_desk):
    for minutes in range(20, 12 * 60, 20):
        with later(minutes=minutes):
            assert at_desk.post(STATUS).json()["user"]
    with later(hours=12, minutes=1):
        assert at_desk.post(STATUS).json()["user"] is None
        assert not is_inside(at_desk)


def test_the_pings_of_an_open_editor_do_not_keep_it_alive(at_desk):
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", "1", 1])
    for minutes in (10, 20, 29):
        with later(minutes=minutes):
            at_desk.post(ping)
    with later(minutes=31):
        assert not is_inside(at_desk)


def test_what_scripts_fetch_does_not_keep_it_alive(at_desk):
    for minutes in (10, 20, 29):
        with later(minutes=minutes):
            at_desk.get(HOME, headers=BACKGROUND)
            at_desk.get(HOME, headers={"X-Requested-With": "XMLHttpRequest"})
    with later(minutes=31):
        assert not is_inside(at_desk)


def test_typing_keeps_it_alive(at_desk):
    for minutes in (20, 40):
        with later(minutes=minutes):
            assert at_desk.post(STATUS, headers=BACKGROUND).json()["seconds"] == pytest.approx(1800, abs=2)
    with later(minutes=60):
        assert is_inside(at_desk)


def test_asking_how_long_it_lasts_does_not_prolong_it(at_desk):
    assert at_desk.get(STATUS).json()["seconds"] == pytest.approx(1800, abs=2)
    with later(minutes=28):
        assert at_desk.get(STATUS).json()["seconds"] == pytest.approx(120, abs=2)
    with later(minutes=31):
        answer = at_desk.get(STATUS)
        assert answer.json() == {"user": None, "seconds": 0}
        assert "no-store" in answer["Cache-Control"]


def test_the_last_minutes_of_a_long_day_are_called_final(at_desk):
    assert at_desk.get(STATUS).json()["final"] is False
    for minutes in range(20, 12 * 60, 20):
        with later(minutes=minutes):
            at_desk.post(STATUS)
    with later(hours=11, minutes=59):
        answer = at_desk.post(STATUS).json()
    assert answer["final"] is True
    assert answer["seconds"] <= 60


def test_a_stranger_learns_nothing_from_the_status(client):
    assert client.get(STATUS).json() == {"user": None, "seconds": 0}


def test_the_status_needs_the_form_token_to_prolong(writer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer)
    assert strict.post(STATUS).status_code == 403
    token = strict.get(STATUS).json()["token"]
    assert strict.post(STATUS, headers={"X-CSRFToken": token}).status_code == 200


def test_deactivating_an_account_ends_its_session_at_once(at_desk, writer):
    assert is_inside(at_desk)
    writer.is_active = False
    writer.save()
    assert at_desk.get(STATUS).json()["user"] is None
    assert not is_inside(at_desk)


def test_a_document_of_staff_is_closed_to_an_ended_session(at_desk, writer):
    document = NewsDocument.objects.create(
        title="Rahasia", uploaded_by_user=writer, file=ContentFile(b"%PDF-1.7\n%%EOF", name="a.pdf")
    )
    assert at_desk.get(document.url).status_code == 200
    with later(minutes=31):
        assert at_desk.get(document.url).status_code == 404


def test_the_session_cookie_is_out_of_reach_of_scripts(client, writer):
    client.post("/akun/login/", {"login": "sari", "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_few_writes_for_many_requests(at_desk):
    is_inside(at_desk)
    before = at_desk.session["newsroom_last_activity"]
    with later(seconds=30):
        is_inside(at_desk)
    assert at_desk.session["newsroom_last_activity"] == before


def test_the_admin_carries_the_script_and_its_words(at_desk):
    page = at_desk.get(HOME).content.decode()
    assert 'id="newsroom-session"' in page
    assert 'type="module"' in page
    assert "newsroom/js/idle.js" in page
