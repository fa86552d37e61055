"""The audit log: sign-ins, rights, refused attempts; written once, and with no more of a person than is needed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseForbidden
from django.test import Client, RequestFactory
from wagtail.log_actions import LogContext

from newsroom.agencies.models import Membership
from newsroom.editorial import audit
from newsroom.editorial.audit_refusals import OUTSIDERS_LINES, RefusalMiddleware
from newsroom.editorial.models import AppendOnlyError, AuditEvent
from tests.factories import article_draft
from tests.people import PASSWORD, client_of

pytestmark = pytest.mark.django_db


def test_an_event_names_person_page_and_network_and_never_changes(redaktur, newsroom_desk):
    page = article_draft(newsroom_desk)
    request = RequestFactory(REMOTE_ADDR="203.0.113.77").get("/redaksi/pages/1/edit/", {"secret": "word"})
    request.user = redaktur
    event = audit.record("embargo.read", page=page, request=request, data={"reader": 7})
    event.refresh_from_db()
    assert (event.user, event.page_id, event.data) == (redaktur, page.pk, {"reader": 7})
    assert (event.network, event.method, event.path) == ("203.0.113.0/24", "GET", "/redaksi/pages/1/edit/")
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::9", "2001:db8:1::/48"), ("", ""), ("nonsense", "")],
)
def test_of_an_address_only_the_network_is_kept(address, network):
    assert audit.network_of(RequestFactory(REMOTE_ADDR=address).get("/")) == network


def test_a_line_of_the_log_does_not_keep_a_draft_from_being_deleted(newsroom_desk):
    page = article_draft(newsroom_desk)
    event = audit.record("embargo.read", page=page.pk)
    page.delete()
    assert AuditEvent.objects.get(pk=event.pk).page_id == event.page_id


def of(action):
    return AuditEvent.objects.filter(action=action)


def test_a_sign_in_a_failed_one_and_a_sign_out_are_noted_without_the_password(redaktur):
    client = Client(REMOTE_ADDR="198.51.100.9")
    sign_in = {"login": "redaktur", "password": "rahasia-yang-salah"}
    client.post("/akun/login/", sign_in)
    client.post("/akun/login/", {**sign_in, "login": "x" * 100})
    client.post("/akun/login/", {**sign_in, "password": PASSWORD})
    client.post("/akun/logout/")
    failed = of(audit.SIGN_IN_FAILED).order_by("pk")
    assert [event.data["name"] for event in failed] == ["redaktur", "x" * 40]
    assert of(audit.SIGNED_IN).get().user == redaktur
    assert of(audit.SIGNED_OUT).get().network == "198.51.100.0/24"
    written = str(list(AuditEvent.objects.values()))
    assert "rahasia" not in written
    assert PASSWORD not in written


def test_a_refused_attempt_names_who_where_and_why(kontributor, newsroom_desk):
    page = article_draft(newsroom_desk)
    client = client_of(kontributor)
    assert client.get(f"/redaksi/pages/{page.pk}/edit/").status_code == 403
    event = of(audit.REFUSED).get()
    assert (event.user, event.page_id, event.data["status"]) == (kontributor, page.pk, 403)
    assert event.data["reason"] == "Halaman ini milik meja redaksi lain."
    # Wagtail refuses with a redirect and a message; that is a refusal too, and the person still reads the message.
    answer = client.get("/redaksi/efek/")
    assert answer.status_code == 302
    assert of(audit.REFUSED).latest("pk").path == "/redaksi/efek/"
    assert "tidak berwenang membuka" in client.get("/redaksi/").content.decode()


def test_outsiders_cannot_fill_the_log(db):
    client = Client(enforce_csrf_checks=True)
    for _attempt in range(OUTSIDERS_LINES + 5):
        assert client.post("/akun/login/", {"login": "x", "password": "y"}).status_code == 403
    assert of(audit.REFUSED).count() == OUTSIDERS_LINES


def test_a_refusal_stays_when_the_request_is_rolled_back(rf):
    def get_response(request):
        try:
            with transaction.atomic():
                audit.record("lost.with.the.request", request=request)
                raise PermissionDenied
        except PermissionDenied:
            return HttpResponseForbidden()

    request = rf.post("/redaksi/tarik/7/")
    request.user = AnonymousUser()
    request.resolver_match = None
    RefusalMiddleware(get_response)(request)
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {audit.REFUSED, audit.RIGHTS_CHANGED}


def test_every_change_of_rights_is_noted_with_who_made_it(admin, wartawan, agency):
    with LogContext(user=admin):
        wartawan.groups.remove(Group.objects.get(name="Wartawan"))
        Membership.objects.create(user=wartawan, agency=agency)
        wartawan.is_active = False
        wartawan.save()
        Group.objects.get(name="Wartawan").permissions.clear()
    noted = [event.data for event in of(audit.RIGHTS_CHANGED).filter(user=admin).order_by("pk")]
    assert noted[:3] == [
        {"account": wartawan.pk, "removed": ["Wartawan"]},
        {"account": wartawan.pk, "added": [f"agency {agency.pk}"]},
        {"account": wartawan.pk, "changed": {"is_active": False}},
    ]
    assert noted[3]["group"] == "Wartawan"
    assert "editorial.propose_withdrawal" in noted[3]["removed"]
