"""The audit log: sign-ins, rights, refused attempts; written once, and with no more of a person than is needed."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from newsroom.editorial import audit
from newsroom.editorial.models import AppendOnlyError, AuditEvent
from tests.factories import article_draft

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
