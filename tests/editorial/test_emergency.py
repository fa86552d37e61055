"""One editor publishes alone in an emergency; it stays red until another one has looked at it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from newsroom.articles.models import Correction
from newsroom.editorial import actions, clock, emergency, release_record, withdrawals
from newsroom.editorial.embargo import Embargoed
from newsroom.editorial.enums import EntitlementKind, Stage
from newsroom.editorial.models import (
    AppendOnlyError,
    Approval,
    Embargo,
    Entitlement,
    ForcePublish,
    LedgerEntry,
    NotEntitled,
)
from newsroom.editorial.models.schedule import open_slot_of
from tests.editorial.emergencies import (
    REASON,
    TITLE,
    changed,
    force,
    form_of,
    fresh,
    newest_fingerprint,
    read,
    url_of,
)
from tests.factories import article_draft, make_newsroom, public_article
from tests.forms import article_form
from tests.people import client_of, person


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan, title=TITLE)


@pytest.fixture
def forced(draft, redaktur):
    return force(draft, redaktur)


@pytest.mark.django_db
class TestPublishing:
    def test_a_draft_goes_out_on_the_word_of_one_editor(self, draft, wartawan, redaktur):
        article = force(draft, redaktur)
        assert read(article).status_code == 200
        record = ForcePublish.objects.get()
        assert (record.person, record.reason, record.authors) == (redaktur, REASON, [wartawan.pk])
        entitlement = article.current_entitlement
        assert (entitlement.kind, entitlement.force, entitlement.fingerprint) == ("force", record, record.fingerprint)
        assert record.fingerprint == fresh(article).fingerprint()
        assert fresh(article).stage == Stage.PUBLIC_EMERGENCY
        assert fresh(article).release_number.startswith("001/JNR/")
        assert fresh(article).signature == "(her/s)"

    def test_the_ledger_names_the_editor_and_holds_the_reason(self, forced, redaktur):
        entry = LedgerEntry.objects.filter(page_id=forced.pk).get()
        assert [(person["part"], person["id"]) for person in entry.people] == [("duty_editor", redaktur.pk)]
        assert "editorial.forcepublish" in [record["model"] for record in entry.records]

    def test_the_record_of_the_release_tells_it(self, forced, pemred):
        text = release_record.write(forced, viewer=pemred)
        for words in (REASON, "001/JNR/", "Herlina Uji (wartawan)", "terbuka"):
            assert words in text, words

    def test_it_is_one_line_in_the_log_with_the_reason(self, forced, redaktur):
        lines = PageLogEntry.objects.filter(page=forced.pk, action__in=("wagtail.publish", "newsroom.emergency"))
        (line,) = lines
        assert (line.action, line.user, line.data["reason"]) == ("newsroom.emergency", redaktur, REASON)
        assert line.revision_id == ForcePublish.objects.get().revision_id

    def test_readers_see_an_ordinary_page(self, forced):
        text = read(forced).content.decode()
        assert TITLE in text
        assert REASON not in text
        assert "darurat" not in text.lower()

    def test_a_submitted_text_goes_out_and_its_review_ends(self, draft, wartawan, redaktur, redaktur2):
        actions.submit(draft, user=wartawan)
        force(draft, redaktur)
        article = fresh(draft)
        assert article.live
        assert article.current_workflow_state is None
        assert article.signature == "(her/s)"
        with pytest.raises(PermissionDenied):
            actions.decide(article, "approve", user=redaktur2)
        assert Entitlement.objects.filter(page_id=article.pk).count() == 1

    def test_a_release_that_waited_for_its_time_goes_out_once(self, draft, wartawan, redaktur, redaktur2):
        actions.submit(draft, user=wartawan)
        task_state = fresh(draft).current_workflow_task_state
        later = timezone.now() + timedelta(hours=3)
        task_state.task.specific.on_action(task_state, redaktur2, "schedule", publish_at=later)
        force(draft, redaktur)
        assert open_slot_of(draft) is None
        assert clock.run(later + timedelta(minutes=1)) == 0
        assert Entitlement.objects.filter(page_id=draft.pk).count() == 1

    def test_a_change_of_a_public_release_needs_its_words_for_readers(self, newsroom_desk, wartawan, redaktur):
        article = public_article(newsroom_desk, owner=wartawan)
        changed(article, wartawan, lead="Warga diminta mengungsi sekarang.")
        with pytest.raises(ValidationError):
            force(article, redaktur)
        changed(article, wartawan, correction_kind="pembaruan", correction_note="Titik kumpul ditambahkan.")
        force(article, redaktur)
        assert fresh(article).lead == "Warga diminta mengungsi sekarang."
        correction = Correction.objects.get()
        assert (correction.approval, correction.force) == (None, ForcePublish.objects.get())
        assert "Titik kumpul ditambahkan." in read(article).content.decode()

    def test_who_wrote_and_published_it_alone_is_named_twice(self, newsroom_desk, redaktur):
        article = force(article_draft(newsroom_desk, owner=redaktur), redaktur)
        assert fresh(article).signature == "(s/s)"
        assert ForcePublish.objects.get().is_by_its_author

    def test_a_later_change_goes_through_two_people_as_always(self, forced, wartawan, redaktur, redaktur2):
        changed(forced, redaktur, title="Judul Baru", correction_kind="minor")
        assert fresh(forced).title == TITLE
        actions.submit(fresh(forced), user=redaktur)
        with pytest.raises(PermissionDenied):
            actions.decide(fresh(forced), "approve", user=redaktur)
        actions.decide(fresh(forced), "approve", user=redaktur2)
        assert fresh(forced).title == "Judul Baru"
        # Approving a change is not the same as looking at what went out.
        assert fresh(forced).stage == Stage.PUBLIC_EMERGENCY


@pytest.mark.django_db
class TestRefusals:
    def test_no_reason_no_publication(self, draft, redaktur):
        for reason in ("", "   "):
            with pytest.raises(BadRequest):
                force(draft, redaktur, reason=reason)
        assert not fresh(draft).live

    def test_only_the_text_that_was_read_goes_out(self, draft, wartawan, redaktur):
        seen = newest_fingerprint(draft)
        changed(draft, wartawan, lead="Teras yang tidak dibaca redaktur.")
        with pytest.raises(PermissionDenied):
            force(draft, redaktur, fingerprint=seen)
        assert not fresh(draft).live

    def test_a_text_that_is_not_whole_stays_a_draft(self, newsroom_desk, redaktur):
        article = article_draft(newsroom_desk, lead="")
        with pytest.raises(ValidationError):
            force(article, redaktur)
        response = client_of(redaktur).get(url_of(article))
        assert "Tulis teras" in response.content.decode()
        assert "has_read" not in response.content.decode()

    def test_what_is_public_already_is_not_published_again(self, newsroom_desk, redaktur):
        article = public_article(newsroom_desk)
        with pytest.raises(PermissionDenied):
            force(article, redaktur)
        assert client_of(redaktur).get(url_of(article)).status_code == 403

    def test_a_withdrawn_release_does_not_come_back(self, newsroom_desk, redaktur, pemred):
        article = public_article(newsroom_desk)
        proposal = withdrawals.propose(
            article, user=redaktur, kind="withdrawn", reason="inaccurate", public_text="Keliru."
        )
        withdrawals.carry_out(proposal, user=pemred)
        with pytest.raises(PermissionDenied):
            force(article, redaktur)

    def test_an_embargo_is_not_lifted_by_an_emergency(self, draft, redaktur, pemred):
        Embargo.objects.create(page_id=draft.pk, lifts_at=timezone.now() + timedelta(hours=2), set_by=pemred)
        for user in (redaktur, pemred):
            with pytest.raises(Embargoed):
                force(draft, user)
            assert client_of(user).post(url_of(draft), form_of(draft)).status_code == 403
        assert not fresh(draft).live

    def test_pages_other_than_releases_are_left_to_two_people(self, newsroom_desk, pemred):
        from home.models import HomePage

        home = HomePage.objects.get()
        home.tagline = "Semboyan lain"
        home.save_revision(user=pemred)
        assert client_of(pemred).get(url_of(home)).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.publish_emergency(home, user=pemred, reason=REASON, fingerprint=home.fingerprint())

    def test_an_entitlement_of_this_kind_rests_on_its_record(self, draft, redaktur):
        with pytest.raises(DatabaseError), transaction.atomic():
            Entitlement.objects.create(
                page_id=draft.pk, kind=EntitlementKind.FORCE, fingerprint=draft.fingerprint(), person=redaktur
            )

    def test_records_never_change(self, forced, redaktur2):
        record = ForcePublish.objects.get()
        record.reason = "Alasan lain."
        with pytest.raises(AppendOnlyError):
            record.save()
        clearing = emergency.clear(record, user=redaktur2)
        with pytest.raises(AppendOnlyError):
            clearing.delete()
        with pytest.raises(NotEntitled):
            fresh(forced).delete()

    def test_an_autosave_never_overwrites_the_text_that_went_out(self, forced, redaktur):
        record = ForcePublish.objects.get()
        text = fresh(forced).get_latest_revision_as_object()
        text.lead = "Teras lain."
        assert text.save_revision(user=redaktur, overwrite_revision=record.revision).pk != record.revision_id


# State -> who may publish it alone. The author is a press officer.
STATES = ("draft", "submitted", "returned", "scheduled", "change")
DUTY = {"redaktur", "pemred", "superuser"}
EVERYBODY = ("wartawan", "wartawan2", "kontributor", "redaktur", "pemred", "arsip", "admin", "superuser")


def at_state(state, desk, author, editor):
    if state == "change":
        article = public_article(desk, owner=author)
        return changed(article, author, lead="Teras yang diperbarui.", correction_kind="minor")
    article = article_draft(desk, owner=author)
    if state in ("submitted", "returned", "scheduled"):
        actions.submit(article, user=author)
    if state == "returned":
        actions.decide(fresh(article), "reject", user=editor, reason="Kutipan belum dicek.")
    if state == "scheduled":
        task_state = fresh(article).current_workflow_task_state
        moment = timezone.now() + timedelta(days=1)
        task_state.task.specific.on_action(task_state, editor, "schedule", publish_at=moment)
    return fresh(article)


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_duty_editors_publish_alone_in_any_state_and_through_one_door(
    who, newsroom_desk, wartawan, redaktur2, request
):
    user = request.getfixturevalue(who)
    client = client_of(user)
    for state in STATES:
        article = at_state(state, newsroom_desk, wartawan, redaktur2)
        before = Entitlement.objects.filter(page_id=article.pk).count()
        # The editor and the review know no such act.
        task_state = fresh(article).current_workflow_task_state
        for path, data in (
            (reverse("wagtailadmin_pages:edit", args=[article.pk]), article_form(article, correction_kind="minor")),
            (
                reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "force", getattr(task_state, "pk", 1)]),
                {},
            ),
        ):
            client.post(path, data | {"action-emergency": "1", "reason": REASON})
        assert Entitlement.objects.filter(page_id=article.pk).count() == before, state
        assert client.get(url_of(article)).status_code == (200 if who in DUTY else 403), state
        response = client.post(url_of(article), form_of(article))
        went_out = ForcePublish.objects.filter(page_id=article.pk).exists()
        assert (went_out, response.status_code) == ((True, 302) if who in DUTY else (False, 403)), state
        assert fresh(article).live == (went_out or state == "change"), state


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_approval_and_an_emergency_at_the_same_time_are_one_publication(newsroom_desk):
    make_newsroom()
    wartawan, redaktur, redaktur2 = (
        person("wartawan", "Wartawan", initials="her"),
        person("redaktur", "Redaktur", initials="s"),
        person("redaktur2", "Redaktur", initials="pan"),
    )
    for _ in range(3):
        article = article_draft(newsroom_desk, owner=wartawan)
        actions.submit(article, user=wartawan)
        start, refused, faults = threading.Barrier(2), [], []

        def attempt(act, start=start, refused=refused, faults=faults):
            try:
                start.wait()
                act()
            except PermissionDenied as error:
                refused.append(error)
            except Exception as error:
                faults.append(error)
            finally:
                connection.close()

        acts = (
            lambda article=article: actions.decide(fresh(article), "approve", user=redaktur2),
            lambda article=article: force(article, redaktur),
        )
        threads = [threading.Thread(target=attempt, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        assert len(refused) == 1
        assert Entitlement.objects.filter(page_id=article.pk).count() == 1
        published = PageLogEntry.objects.filter(page=article.pk, action__in=("wagtail.publish", "newsroom.emergency"))
        assert published.count() == 1
        # Who came second left nothing behind.
        was_forced = ForcePublish.objects.filter(page_id=article.pk).exists()
        assert Approval.objects.filter(page_id=article.pk).exists() != was_forced
        assert fresh(article).current_workflow_state is None
