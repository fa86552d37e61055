"""Codes from an app."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch):
    """A code shown at 7:29:59 is refused at 7:30:00: the phone and the server read the same second here."""
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def _required(settings):
    settings.NEWSROOM_REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def phone(writer):
    """The writer has set up an app."""
    TOTP.activate(writer, SECRET)


def sign_in(client):
    return client.post("/akun/login/", {"login": "sari", "password": PASSWORD}, follow=True)


def test_without_the_setting_a_password_is_enough(client, writer):
    assert sign_in(client).status_code == 200
    assert client.get("/redaksi/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_with_the_setting_the_newsroom_opens_after_enrolment(client, writer, monkeypatch):
    # In life the commit comes within the request; the test's own transaction would put it off.
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda run: run())
    asked_again = sign_in(client).redirect_chain[-1][0]
    assert asked_again.startswith("/akun/reauthenticate/")
    assert client.get("/redaksi/").status_code == 302
    page = client.post(asked_again, {"password": PASSWORD, "next": "/akun/2fa/totp/activate/"}, follow=True)
    assert b"<script" not in page.content
    secret = page.context["form"].secret
    response = client.post("/akun/2fa/totp/activate/", {"code": code(secret)})
    assert response.status_code == 302
    assert client.get("/redaksi/").status_code == 200
    assert mail.outbox[-1].to == [writer.email]
    codes = client.get(response.url)
    assert b"<script" not in codes.content


@pytest.mark.usefixtures("_required", "phone")
def test_the_password_alone_leads_to_the_code_and_not_inside(client, writer):
    page = sign_in(client)
    assert page.redirect_chain[-1][0].startswith("/akun/2fa/authenticate/")
    assert client.get("/redaksi/").status_code == 302
    client.post("/akun/2fa/authenticate/", {"code": "000000"})
    assert client.get("/redaksi/").status_code == 302
    client.post("/akun/2fa/authenticate/", {"code": code()})
    assert client.get("/redaksi/").status_code == 200


@pytest.mark.usefixtures("phone")
def test_an_account_with_a_factor_is_asked_for_it_even_where_it_is_not_required(client, writer):
    assert sign_in(client).redirect_chain[-1][0].startswith("/akun/2fa/authenticate/")


@pytest.mark.usefixtures("_required", "phone")
def test_a_session_that_never_proved_the_factor_is_sent_back(client, writer):
    client.force_login(writer)
    response = client.get("/redaksi/")
    assert response.status_code == 302
    assert response.url == "/akun/login/"


@pytest.mark.usefixtures("phone")
def test_a_code_works_once(client, writer):
    used = code()
    sign_in(client)
    client.post("/akun/2fa/authenticate/", {"code": used})
    assert client.get("/redaksi/").status_code == 200
    client.post("/akun/logout/")
    sign_in(client)
    client.post("/akun/2fa/authenticate/", {"code": used})
    assert client.get("/redaksi/").status_code == 302


@pytest.mark.usefixtures("phone")
def test_guessing_codes_runs_into_the_limit(client, writer):
    sign_in(client)
    answers = [client.post("/akun/2fa/authenticate/", {"code": f"{attempt:06d}"}) for attempt in range(12)]
    assert any(b"000011" not in answer.content for answer in answers)
    response = client.post("/akun/2fa/authenticate/", {"code": code()})
    assert client.get("/redaksi/").status_code == 302, response.status_code


@pytest.mark.usefixtures("phone")
def test_switching_it_off_asks_for_the_password_or_a_code_again(client, writer):
    client.force_login(writer)
    cache.clear()
    response = client.get("/akun/2fa/totp/deactivate/")
    assert response.status_code == 302
    assert "reauthenticate" in response.url
    assert client.get(response.url, follow=True).status_code == 200
    assert Authenticator.objects.filter(user=writer).exists()
