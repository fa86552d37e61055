"""Choosing a new password by mail."""

from __future__ import annotations

import re
from unittest import mock

import pytest
from django.core import mail
from django.test import Client

from .conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("worker_at_hand")]

RESET = "/akun/password/reset/"
NEW_PASSWORD = "sandi-baru-yang-panjang"


def ask(client, address, **extra):
    return client.post(RESET, {"email": address}, **extra)


def link() -> str:
    return re.search(r"https?://[^/\s]+(/akun/password/reset/key/\S+)", mail.outbox[-1].body).group(1)


def choose(client, path):
    page = client.get(path, follow=True)
    return client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)


def test_the_link_in_the_mail_leads_to_a_new_password(client, writer):
    ask(client, "SARI@example.test")
    assert mail.outbox[-1].to == ["sari@example.test"]
    assert "sari" in mail.outbox[-1].body
    choose(client, link())
    writer.refresh_from_db()
    assert writer.check_password(NEW_PASSWORD)
    assert "sandi" in mail.outbox[-1].subject.lower() or "password" in mail.outbox[-1].subject.lower()


def test_the_link_works_once(client, writer):
    ask(client, writer.email)
    path = link()
    choose(client, path)
    page = client.get(path, follow=True)
    assert page.context["token_fail"]


def test_a_new_password_ends_all_sessions(client, writer):
    thief = Client()
    thief.force_login(writer)
    assert thief.get("/redaksi/").status_code == 200
    ask(client, writer.email)
    choose(client, link())
    assert thief.get("/redaksi/").status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer(client, writer):
    known, unknown = ask(client, writer.email), ask(client, "siapa@example.test")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[writer.email]]


def test_the_request_looks_nothing_up(client, writer, django_assert_max_num_queries):
    """The work is left to the background task, so the time tells nothing."""
    with mock.patch("newsroom.users.forms.send_password_reset") as task:
        with django_assert_max_num_queries(0):
            ask(client, "siapa@example.test")
        with django_assert_max_num_queries(0):
            ask(client, writer.email)
    assert [call.args for call in task.enqueue.call_args_list] == [("siapa@example.test",), (writer.email,)]
    assert not mail.outbox


def test_a_deactivated_account_gets_no_mail(client, writer):
    writer.is_active = False
    writer.save()
    ask(client, writer.email)
    assert not mail.outbox


@pytest.mark.parametrize("address", ["sari@example.test", "siapa@example.test"])
def test_three_an_hour_for_an_address_whether_it_exists_or_not(client, writer, address):
    answers = [ask(client, address, REMOTE_ADDR=f"203.0.113.{attempt}").status_code for attempt in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == (3 if address == writer.email else 0)


def test_a_forged_host_does_not_get_into_the_mail(client, writer, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, writer.email, HTTP_HOST="jahat.example", HTTP_X_FORWARDED_HOST="jahat.example")
    assert "jahat" not in mail.outbox[-1].body
    assert settings.WAGTAILADMIN_BASE_URL in mail.outbox[-1].body


def test_a_weak_new_password_is_refused(client, writer):
    ask(client, writer.email)
    page = client.get(link(), follow=True)
    response = client.post(page.redirect_chain[-1][0], {"password1": "pendek", "password2": "pendek"})
    assert response.context["form"].errors
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


def test_changing_the_password_asks_for_the_old_one(client, writer):
    client.force_login(writer)
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/akun/password/change/", {"oldpassword": "salah", **data}).status_code == 200
    assert client.post("/akun/password/change/", {"oldpassword": PASSWORD, **data}).status_code == 302
    assert client.get("/redaksi/").status_code == 200
