"""The log as people read it: one list, searchable, without the titles of work that is not theirs; and as a file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import log

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions, audit, audit_trail, withdrawals
from newsroom.editorial.audit_trail import Wanted
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.models import AuditEvent
from tests.factories import article_draft
from tests.people import client_of

pytestmark = pytest.mark.django_db

SCREEN = "/redaksi/catatan/"


@pytest.fixture
def published(newsroom_desk, wartawan, redaktur):
    page = article_draft(newsroom_desk, owner=wartawan, title="Rilis Tercatat")
    actions.submit(page, user=wartawan)
    page.refresh_from_db()
    actions.decide(page, ReviewAction.APPROVE, user=redaktur)
    page.refresh_from_db()
    return page


@pytest.mark.parametrize(
    ("who", "answer"), [("admin", 200), ("arsip", 200), ("pemred", 200), ("redaktur", 302), ("kontributor", 302)]
)
def test_the_log_is_read_by_those_who_answer_for_records_and_system(request, who, answer):
    client = client_of(request.getfixturevalue(who))
    assert client.get(SCREEN).status_code == answer
    assert ("/redaksi/catatan/" in client.get("/redaksi/").content.decode()) == (answer == 200)


def test_one_list_holds_changes_of_content_and_all_else_newest_first(published, pemred, redaktur):
    audit.record("embargo.read", user=redaktur, page=published)
    lines, _older = audit_trail.read(Wanted(pages=frozenset({published.pk})), pemred)
    assert [line.moment for line in lines] == sorted((line.moment for line in lines), reverse=True)
    actions_seen = {line.action for line in lines}
    assert "embargo.read" in actions_seen
    assert len(actions_seen) > 3
    assert {line.subject for line in lines} == {"Rilis Tercatat"}


def test_paging_by_key_shows_every_line_once_even_where_the_time_is_the_same(published, pemred):
    moment = timezone.now() + timedelta(hours=1)
    for _number in range(4):
        log(instance=published, action="newsroom.import", user=pemred, timestamp=moment)
        AuditEvent.objects.create(action="same.time", page_id=published.pk, created_at=moment)
    wanted, seen, cursor = Wanted(pages=frozenset({published.pk})), [], ""
    while True:
        lines, cursor = audit_trail.read(wanted, pemred, cursor, per_page=3)
        seen += [(line.source, line.key) for line in lines]
        if not cursor:
            break
    everything, _older = audit_trail.read(wanted, pemred, per_page=500)
    assert seen == [(line.source, line.key) for line in everything]
    assert len(seen) == len(set(seen)) >= 8


def test_the_log_is_searched_by_person_action_page_and_day(published, arsip, redaktur, wartawan):
    AuditEvent.objects.create(action="old", user=redaktur, created_at=timezone.now() - timedelta(days=40))
    client = client_of(arsip)
    lists = {
        f"?orang={wartawan.pk}": ("Herlina Uji", "Sasmita Uji"),
        "?halaman=Tercatat": ("Rilis Tercatat", ">Masuk<"),
        f"?sampai={timezone.localdate() - timedelta(days=30)}": (">old<", "Rilis Tercatat"),
        f"?tindakan={audit.SIGNED_IN}": ("Arum Uji", "Rilis Tercatat"),
    }
    for question, (there, not_there) in lists.items():
        rows = re.search("<tbody>.*</tbody>", client.get(SCREEN + question).content.decode(), re.DOTALL)
        assert rows is not None, question
        assert there in rows.group(), question
        assert not_there not in rows.group(), question
    assert client.get(f"{SCREEN}?sebelum=nonsense").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(published, arsip, django_assert_num_queries):
    client = client_of(arsip)
    for _number in range(3):
        audit.record("embargo.read", page=published, user=arsip)
    client.get(SCREEN)
    with django_assert_num_queries(11):
        client.get(f"{SCREEN}?tindakan=embargo.read")
    for _number in range(30):
        audit.record("embargo.read", page=article_draft(), user=arsip, data={"account": arsip.pk})
    with django_assert_num_queries(11):
        client.get(f"{SCREEN}?tindakan=embargo.read")


def test_titles_of_drafts_stay_hidden_from_whoever_reads_the_log(newsroom_desk, arsip, wartawan):
    draft = article_draft(newsroom_desk, owner=wartawan, title="Judul Rahasia Sekali")
    actions.submit(draft, user=wartawan)
    client = client_of(arsip)
    answer = client.get(SCREEN).content.decode()
    assert "Rahasia" not in answer
    assert f"#{draft.pk}" in answer
    assert "<tbody>" not in client.get(f"{SCREEN}?halaman=Rahasia").content.decode()


def test_the_record_of_a_release_is_one_readable_file_and_reading_it_is_recorded(
    published, arsip, redaktur, pemred, kontributor
):
    approved = published.fingerprint()
    draft = published.get_latest_revision_as_object()
    draft.title = "Judul yang Belum Disetujui"
    draft.save_revision(user=redaktur)
    published = ArticlePage.objects.get(pk=published.pk)
    proposal = withdrawals.propose(
        published, user=redaktur, kind="withdrawn", reason="inaccurate", public_text="Angkanya keliru."
    )
    withdrawals.carry_out(proposal, user=pemred)
    address = f"/redaksi/catatan/rilis/{published.pk}/"
    assert client_of(kontributor).get(address).status_code == 403
    assert client_of(redaktur).get(address).status_code == 403
    answer = client_of(arsip).get(address)
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f'filename="rilis-{published.pk}.txt"' in answer["Content-Disposition"]
    for words in (
        "Rilis Tercatat",
        "Herlina Uji (wartawan)",
        "Sasmita Uji",
        "WIB",
        "Angkanya keliru.",
        "diikuti empat",
    ):
        assert words in text
    assert approved in text
    # The two refused attempts above are part of the record; a text that nobody approved is not.
    assert text.count("Percobaan yang ditolak") == 2
    assert "Belum Disetujui" not in text
    assert AuditEvent.objects.get(action=audit.EXPORTED).user == arsip


def test_a_draft_has_no_record_for_people_of_other_desks(newsroom_desk, arsip, pemred):
    draft = article_draft(newsroom_desk, title="Belum Tayang")
    address = f"/redaksi/catatan/rilis/{draft.pk}/"
    assert client_of(arsip).get(address).status_code == 403
    assert "Belum Tayang" in client_of(pemred).get(address).content.decode()
