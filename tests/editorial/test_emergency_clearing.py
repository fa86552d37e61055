"""Where an emergency shows, who hears of it, and who clears it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from newsroom.authenticity.chain import check_chain
from newsroom.authenticity.pages import check_page
from newsroom.editorial import actions, emergency, ledger, outbox, withdrawals
from newsroom.editorial.enums import ForceOutcome, Stage
from newsroom.editorial.models import AuditEvent, ForceClearing, ForcePublish, LedgerEntry
from newsroom.reports.desk import sections_for
from tests.editorial.emergencies import (
    REASON,
    TITLE,
    changed,
    clearing_url,
    force,
    form_of,
    fresh,
    url_of,
)
from tests.factories import article_draft
from tests.people import PASSWORD, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan, title=TITLE)


@pytest.fixture
def forced(draft, redaktur):
    return force(draft, redaktur)


class TestScreens:
    def test_without_reason_or_reading_the_form_comes_back(self, draft, redaktur):
        client = client_of(redaktur)
        for missing in ({"reason": ""}, {"reason": "cepat"}, {"has_read": ""}):
            data = {name: value for name, value in form_of(draft, **missing).items() if value}
            assert client.post(url_of(draft), data).status_code == 200
        assert client.post(url_of(draft), form_of(draft, fingerprint="0" * 64)).status_code == 403
        assert not fresh(draft).live

    def test_the_button_is_offered_to_duty_editors_only(self, draft, wartawan, redaktur):
        edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert url_of(draft) in client_of(redaktur).get(edit).content.decode()
        assert url_of(draft) not in client_of(wartawan).get(edit).content.decode()

    @pytest.mark.usefixtures("worker_at_hand")
    def test_it_is_red_for_everybody_until_it_is_cleared(
        self, forced, wartawan, redaktur, redaktur2, pemred, arsip, admin
    ):
        for user in (wartawan, redaktur, redaktur2, pemred, arsip, admin):
            section = sections_for(user)[0]
            assert (section.key, [row.title for row in section.rows]) == ("emergency", [TITLE]), user
            is_told = user in (wartawan, redaktur, redaktur2, pemred)
            assert section.rows[0].reason == (REASON if is_told else ""), user
        editor = client_of(redaktur2)
        assert REASON in editor.get(reverse("wagtailadmin_home")).content.decode()
        edit = reverse("wagtailadmin_pages:edit", args=[forced.pk])
        assert clearing_url(forced) in editor.get(edit).content.decode()
        assert clearing_url(forced) not in client_of(redaktur).get(edit).content.decode()
        explorer = reverse("wagtailadmin_explore", args=[forced.get_parent().pk])
        for question in ({}, {"q": "Mengungsi"}):
            assert "nr-status-emergency" in editor.get(explorer, question).content.decode(), question
        assert editor.post(clearing_url(forced), {"note": "Sudah dicek."}).status_code == 302
        for user in (wartawan, redaktur, redaktur2, pemred, arsip, admin):
            assert "emergency" not in [section.key for section in sections_for(user)]
        assert "nr-status-emergency" not in editor.get(explorer).content.decode()
        assert fresh(forced).stage == Stage.PUBLIC

    def test_a_change_under_review_does_not_hide_it(self, forced, wartawan):
        changed(forced, wartawan, lead="Teras yang diperbarui.", correction_kind="minor")
        actions.submit(fresh(forced), user=wartawan)
        assert fresh(forced).status_string == "Tayang darurat; Tayang, perubahan diajukan"

    def test_editors_and_author_are_told_at_once(self, wartawan, redaktur, redaktur2, pemred, arsip, draft):
        force(draft, redaktur)
        outbox.run_due()
        assert {letter.to[0] for letter in mail.outbox} == {user.email for user in (wartawan, redaktur2, pemred)}
        assert REASON in mail.outbox[0].body
        mail.outbox.clear()
        emergency.clear(ForcePublish.objects.get(), user=pemred, note="Benar.")
        outbox.run_due()
        assert {letter.to[0] for letter in mail.outbox} == {user.email for user in (wartawan, redaktur)}


class TestClearing:
    @pytest.mark.parametrize("who", ["redaktur", "wartawan", "wartawan2", "kontributor", "arsip", "admin"])
    def test_neither_the_one_who_forced_it_nor_people_without_the_right_clear_it(self, forced, who, request):
        user = request.getfixturevalue(who)
        with pytest.raises(PermissionDenied):
            emergency.clear(ForcePublish.objects.get(), user=user)
        assert client_of(user).post(clearing_url(forced), {"note": ""}).status_code == 403
        assert not ForceClearing.objects.exists()

    def test_an_editor_who_wrote_a_part_of_it_does_not_clear_it(self, draft, wartawan, redaktur, redaktur2, pemred):
        changed(draft, redaktur2, lead="Teras dari redaktur kedua.")
        force(draft, redaktur)
        record = ForcePublish.objects.get()
        assert set(record.authors) == {wartawan.pk, redaktur2.pk}
        with pytest.raises(PermissionDenied):
            emergency.clear(record, user=redaktur2)
        assert emergency.clear(record, user=pemred).outcome == ForceOutcome.CONFIRMED

    def test_superusers_are_bound_too(self, draft, superuser, redaktur):
        force(draft, superuser)
        record = ForcePublish.objects.get()
        with pytest.raises(PermissionDenied):
            emergency.clear(record, user=superuser)
        emergency.clear(record, user=redaktur)

    def test_it_is_cleared_once_with_one_line_in_the_log(self, forced, redaktur2, pemred):
        record = ForcePublish.objects.get()
        emergency.clear(record, user=redaktur2)
        with pytest.raises(PermissionDenied):
            emergency.clear(record, user=pemred)
        (line,) = PageLogEntry.objects.filter(action="newsroom.emergency.clear")
        assert line.user == redaktur2

    def test_a_withdrawal_by_another_editor_clears_it(self, forced, redaktur, pemred):
        proposal = withdrawals.propose(
            forced, user=redaktur, kind="withdrawn", reason="inaccurate", public_text="Keliru."
        )
        withdrawals.carry_out(proposal, user=pemred)
        clearing = ForceClearing.objects.get()
        assert (clearing.person, clearing.outcome) == (pemred, ForceOutcome.WITHDRAWN)

    def test_a_withdrawal_by_the_one_who_forced_it_and_its_author_does_not(self, draft, wartawan, pemred, redaktur):
        forced = force(draft, pemred)
        proposal = withdrawals.propose(
            forced, user=wartawan, kind="withdrawn", reason="inaccurate", public_text="Keliru."
        )
        withdrawals.carry_out(proposal, user=pemred)
        assert not ForceClearing.objects.exists()
        assert sections_for(redaktur)[0].key == "emergency"
        emergency.clear(ForcePublish.objects.get(), user=redaktur)


class TestThePassword:
    def test_an_unattended_screen_publishes_nothing(self, draft, redaktur):
        client = client_of(redaktur)
        assert 'name="password"' in client.get(url_of(draft)).content.decode()
        for wrong in ("", "salah sama sekali"):
            answer = client.post(url_of(draft), form_of(draft, password=wrong))
            assert answer.status_code == 200
            assert REASON in answer.content.decode()
        assert not fresh(draft).live
        assert AuditEvent.objects.filter(action="account.sign_in_failed").count() == 1
        assert client.post(url_of(draft), form_of(draft)).status_code == 302
        assert fresh(draft).live

    def test_whoever_has_just_given_it_is_not_asked_again(self, draft, redaktur):
        client = Client()
        client.post(reverse("account_login"), {"login": redaktur.username, "password": PASSWORD})
        assert 'name="password"' not in client.get(url_of(draft)).content.decode()
        answer = client.post(url_of(draft), form_of(draft, password=""))
        assert answer.status_code == 302
        assert fresh(draft).live

    def test_trying_passwords_ends_soon(self, draft, redaktur):
        client = client_of(redaktur)
        answers = [client.post(url_of(draft), form_of(draft, password="salah")).status_code for _ in range(12)]
        assert 429 in answers
        assert client.post(url_of(draft), form_of(draft)).status_code == 429
        assert not fresh(draft).live


def test_the_clearing_is_an_entry_of_the_chain_and_a_changed_one_is_found(draft, redaktur, redaktur2):
    article = force(draft, redaktur)
    clearing = emergency.clear(ForcePublish.objects.get(), user=redaktur2, note="Sudah dibaca.")
    entry = LedgerEntry.objects.order_by("-sequence").first()
    assert (entry.kind, entry.page_id) == ("clearing", article.pk)
    assert [(person["part"], person["id"]) for person in entry.people] == [
        ("clearing_editor", redaktur2.pk),
        ("duty_editor", redaktur.pk),
    ]
    row = next(record for record in entry.records if record["model"] == "editorial.forceclearing")
    assert row["fields"]["note"] == ledger.digest(clearing.note)
    assert list(check_chain()) == []
    assert check_page(article.pk) == []


def test_the_desk_of_editors_counts_the_emergencies_of_a_month(newsroom_desk, wartawan, redaktur, redaktur2):
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for moment in (month, month - timedelta(seconds=1), month - timedelta(days=70)):
        force(article_draft(newsroom_desk, owner=wartawan), redaktur, now=moment)
    emergency.clear(ForcePublish.objects.earliest("pk"), user=redaktur2)
    assert emergency.tally(timezone.now()) == emergency.Tally(this_month=1, last_month=1, open=2)
    home = reverse("wagtailadmin_home")
    words = "Tayang darurat: 1 bulan ini, 1 bulan lalu. Belum diperiksa: 2."
    assert words in client_of(redaktur).get(home).content.decode()
    assert "bulan lalu" not in client_of(wartawan).get(home).content.decode()
