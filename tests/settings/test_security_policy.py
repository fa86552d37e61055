"""What a browser is told: strict for readers and previews, looser for the desk, closed to everybody else."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from newsroom.core.middleware import SecurityPolicyMiddleware


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: sources for name, *sources in parts}


def answer_to(path: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(request.path)
        return HttpResponse("text")

    return SecurityPolicyMiddleware(view)(RequestFactory().get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/akun/login/",
        "/redaksi-kami/",
        "/redaksi/pages/7/view_draft/",
        "/redaksi/pages/7/edit/preview/",
        "/redaksi/pages/7/revisions/3/view/",
        "/redaksi/pages/add/articles/articlepage/4/preview/",
    ],
)
def test_readers_sign_in_and_previews_run_nothing_inline(path: str) -> None:
    policy = directives(answer_to(path).headers["Content-Security-Policy"])

    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize("path", ["/redaksi/", "/redaksi/pages/7/edit/", "/redaksi/reports/site-history/"])
def test_the_desk_may_run_wagtails_inline_scripts_but_load_nothing_foreign(path: str) -> None:
    policy = directives(answer_to(path).headers["Content-Security-Policy"])

    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["img-src"] == ["'self'", "data:", "blob:"]
    assert policy["default-src"] == ["'self'"]


def test_a_view_with_a_stricter_policy_of_its_own_keeps_it() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("text", headers={"Content-Security-Policy": "default-src 'none'"})

    answer = SecurityPolicyMiddleware(view)(RequestFactory().get("/dokumen/1/laporan.pdf"))

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
class TestHeaders:
    def test_every_answer_carries_the_headers(self, client: Client) -> None:
        answer = client.get("/akun/login/")

        assert answer.status_code == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in answer.headers["Permissions-Policy"]

    @pytest.mark.parametrize("path", ["/redaksi/login/", "/_util/login/"])
    def test_wagtails_own_sign_in_forms_lead_to_the_one_door(self, client: Client, path: str) -> None:
        answer = client.post(f"{path}?next=/redaksi/", {"username": "redaktur", "password": "x"})

        assert answer.status_code == 302
        assert answer.headers["Location"] == "/akun/login/?next=/redaksi/"

    def test_wagtails_own_password_reset_leads_to_the_one_door(self, client: Client) -> None:
        answer = client.get("/redaksi/password_reset/confirm/MQ/abc-def/")

        assert answer.status_code == 302
        assert answer.headers["Location"] == "/akun/password/reset/"

    def test_nobody_reaches_the_desk_without_signing_in(self, client: Client) -> None:
        answer = client.get("/redaksi/")

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/akun/login/")

    @pytest.mark.parametrize(
        "path",
        ["/media/original_images/a.jpg", "/media/documents/a.pdf", "/api/v2/pages/", "/api/v2/documents/", "/admin/"],
    )
    def test_originals_documents_and_interfaces_have_no_address(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404
