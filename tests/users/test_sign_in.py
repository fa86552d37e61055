"""The one door to the newsroom."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from .conftest import PASSWORD, account

pytestmark = pytest.mark.django_db

LOGIN = "/akun/login/"
HOME = "/redaksi/"


def sign_in(client, name="sari", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def signed_in(client) -> bool:
    return client.get(HOME).status_code == 200


class TestTheDoor:
    def test_the_right_password_opens_the_newsroom(self, client, writer):
        response = sign_in(client)
        assert response.status_code == 302
        assert response.url == HOME
        assert signed_in(client)

    def test_a_wrong_password_does_not(self, client, writer):
        response = sign_in(client, password="salah")
        assert response.status_code == 200
        assert response.context["form"].non_field_errors()
        assert not signed_in(client)

    def test_an_unknown_name_is_answered_like_a_wrong_password(self, client, writer):
        known = sign_in(client, password="salah").context["form"].non_field_errors()
        unknown = sign_in(client, "siapa", "salah").context["form"].non_field_errors()
        assert known == unknown

    def test_a_deactivated_account_stays_outside(self, client, writer):
        writer.is_active = False
        writer.save()
        assert sign_in(client).url == reverse("account_inactive")
        assert client.get(reverse("account_inactive")).status_code == 200
        assert not signed_in(client)

    def test_an_account_without_a_role_is_told_so_and_not_sent_in_circles(self, client):
        account("tamu")
        response = client.post(LOGIN, {"login": "tamu", "password": PASSWORD}, follow=True)
        assert response.status_code == 403
        assert len(response.redirect_chain) <= 3

    def test_the_page_asked_for_follows_sign_in(self, client, writer):
        response = client.get("/redaksi/account/")
        assert response.status_code == 302
        response = client.post(response.url, {"login": "sari", "password": PASSWORD, "next": "/redaksi/account/"})
        assert response.url == "/redaksi/account/"

    @pytest.mark.parametrize(
        "target",
        [
            "https://jahat.example/",
            "//jahat.example/",
            "/\\jahat.example/",
            "https:jahat.example",
            "javascript:alert(1)",
        ],
    )
    def test_sign_in_never_leads_to_another_site(self, client, writer, target):
        response = client.post(LOGIN, {"login": "sari", "password": PASSWORD, "next": target})
        assert response.url == HOME

    def test_a_forged_form_is_refused(self, writer):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(LOGIN, {"login": "sari", "password": PASSWORD}).status_code == 403

    def test_signing_out_needs_a_form_and_ends_the_session(self, client, writer):
        client.force_login(writer)
        assert client.get("/akun/logout/").status_code == 200
        assert signed_in(client)
        client.post("/akun/logout/")
        assert not signed_in(client)


class TestSideDoors:
    def test_nobody_signs_up(self, client):
        assert client.get("/akun/signup/").status_code == 404
        response = client.post(
            "/akun/signup/",
            {"username": "baru", "email": "b@example.test", "password1": PASSWORD, "password2": PASSWORD},
        )
        assert response.status_code == 404
        assert not get_user_model().objects.filter(username="baru").exists()

    @pytest.mark.parametrize("path", ["/redaksi/login/", "/_util/login/", "/django-admin/login/", "/admin/login/"])
    def test_the_stock_forms_take_no_password(self, client, writer, path):
        response = client.post(path, {"username": "sari", "password": PASSWORD})
        assert response.status_code in {301, 302, 404}
        if response.status_code != 404:
            assert response.url.startswith(LOGIN)
        assert not signed_in(client)

    @pytest.mark.parametrize(
        "path", ["/redaksi/password_reset/", "/redaksi/password_reset/confirm/MQ/x-y/", "/akun/email/", "/akun/social/"]
    )
    def test_the_stock_reset_and_address_pages_are_closed(self, client, writer, path):
        response = client.post(path, {"email": writer.email})
        assert response.status_code in {302, 404}
        if response.status_code == 302:
            assert response.url.startswith("/akun/")

    def test_a_forged_avatar_is_not_stored(self, client, writer):
        client.force_login(writer)
        picture = SimpleUploadedFile("a.gif", b"GIF89a<script>alert(1)</script>")
        client.post(
            "/redaksi/account/",
            {
                "name_email-first_name": "Sari",
                "name_email-email": "sari@example.test",
                "avatar-avatar": picture,
                "locale-preferred_language": "id",
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
            },
        )
        assert not UserProfile.get_for_user(writer).avatar

    def test_one_name_is_enough_on_the_account_page(self, client, writer):
        client.force_login(writer)
        page = client.get("/redaksi/account/")
        assert b'name="name_email-last_name"' in page.content
        assert re.search(rb'<input[^>]*name="name_email-last_name"[^>]*required', page.content) is None

    def test_the_account_page_offers_no_avatar_and_no_unthrottled_password_form(self, client, writer):
        client.force_login(writer)
        page = client.get("/redaksi/account/")
        assert page.status_code == 200
        assert b"avatar-avatar" not in page.content
        assert b"password-old_password" not in page.content
        assert reverse("account_change_password").encode() in page.content
        assert reverse("mfa_index").encode() in page.content


class TestLimits:
    def test_after_five_failures_even_the_right_password_is_refused(self, client, writer):
        for _attempt in range(5):
            assert sign_in(client, password="salah").status_code == 200
        assert sign_in(client, password="salah").status_code == 429
        assert sign_in(client).status_code == 429
        assert not signed_in(client)

    def test_a_stranger_cannot_lock_the_owner_out(self, client, writer):
        for _attempt in range(8):
            sign_in(client, password="salah", REMOTE_ADDR="203.0.113.9")
        assert sign_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302

    def test_one_password_list_from_many_addresses_runs_into_the_limit_of_the_account(self, client, writer):
        answers = [
            sign_in(client, password=f"salah-{attempt}", REMOTE_ADDR=f"203.0.113.{attempt}").status_code
            for attempt in range(52)
        ]
        assert answers[0] == 200
        assert answers[-1] == 429

    def test_one_address_cannot_try_many_accounts(self, client, writer):
        answers = [sign_in(client, f"orang{attempt}", "sandi").status_code for attempt in range(32)]
        assert answers[-1] == 429

    def test_signing_in_rightly_many_times_is_no_attack(self, client, writer):
        for _attempt in range(12):
            assert sign_in(client).status_code == 302
            client.post("/akun/logout/")

    def test_the_name_in_capitals_counts_as_the_same(self, client, writer):
        for name in ("sari", "Sari", "SARI", "sARI", "saRI"):
            sign_in(client, name, "salah")
        assert sign_in(client).status_code == 429


class TestPages:
    @pytest.mark.parametrize(
        "path",
        [
            LOGIN,
            "/akun/inactive/",
            "/akun/password/reset/",
            "/akun/password/reset/done/",
            "/akun/password/reset/key/done/",
            "/akun/password/reset/key/1-rusak-kunci/",
        ],
    )
    def test_pages_for_everybody_work_without_inline_code(self, client, path):
        response = client.get(path)
        assert response.status_code == 200
        page = response.content.decode()
        assert "<script" not in page
        assert "style=" not in page
        assert "<style" not in page
        assert 'lang="id"' in page
        assert "unsafe-inline" not in response["Content-Security-Policy"]

    @pytest.mark.parametrize("path", ["/akun/password/change/", "/akun/2fa/", "/akun/logout/", "/akun/masuk-kembali/"])
    def test_pages_for_staff_work_without_inline_code(self, client, writer, path):
        client.force_login(writer)
        response = client.get(path)
        assert response.status_code == 200
        assert b"<script" not in response.content
        assert b"style=" not in response.content

    def test_sign_in_pages_are_not_stored(self, client):
        assert "no-store" in client.get(LOGIN)["Cache-Control"]
