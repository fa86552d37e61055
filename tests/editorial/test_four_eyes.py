"""Two people stand behind every public word."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import BadRequest, PermissionDenied

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import Approval, Entitlement, Submission
from tests.factories import article_draft

pytestmark = pytest.mark.django_db


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def submitted(newsroom_desk, wartawan):
    article = article_draft(newsroom_desk, owner=wartawan)
    actions.submit(article, user=wartawan)
    return fresh(article)


def test_an_editor_approves_what_a_press_officer_submitted_and_both_sign(submitted, wartawan, redaktur):
    assert submitted.stage == Stage.SUBMITTED
    actions.decide(submitted, "approve", user=redaktur)
    article = fresh(submitted)
    assert article.live
    assert article.is_public
    assert article.stage == Stage.PUBLIC
    assert article.signature == "(her/s)"
    approval = Approval.objects.get()
    assert approval.person == redaktur
    assert approval.submission.person == wartawan
    assert Entitlement.objects.filter(page_id=article.pk).get().fingerprint == article.fingerprint()


def test_the_submitter_cannot_approve_even_as_an_editor(newsroom_desk, redaktur):
    article = article_draft(newsroom_desk, owner=redaktur)
    actions.submit(article, user=redaktur)
    with pytest.raises(PermissionDenied):
        actions.decide(fresh(article), "approve", user=redaktur)
    assert not fresh(article).live


def test_a_superuser_cannot_approve_the_own_submission(newsroom_desk, superuser):
    article = article_draft(newsroom_desk, owner=superuser)
    actions.submit(article, user=superuser)
    with pytest.raises(PermissionDenied):
        actions.decide(fresh(article), "approve", user=superuser)
    assert not fresh(article).live


def test_an_editor_who_changed_the_text_needs_another_editor(submitted, redaktur, redaktur2):
    article = submitted.get_latest_revision_as_object()
    article.lead = "Teras yang diubah redaktur."
    article.save_revision(user=redaktur)
    with pytest.raises(PermissionDenied):
        actions.decide(fresh(article), "approve", user=redaktur)
    actions.decide(fresh(article), "approve", user=redaktur2)
    assert fresh(article).lead == "Teras yang diubah redaktur."
    assert fresh(article).signature == "(her/pan)"


def test_a_harmless_save_in_review_leaves_the_editor_free_to_approve(submitted, redaktur):
    submitted.get_latest_revision_as_object().save_revision(user=redaktur)
    assert Submission.objects.count() == 1
    actions.decide(fresh(submitted), "approve", user=redaktur)
    assert fresh(submitted).live


@pytest.mark.parametrize("person", ["wartawan2", "arsip", "admin", "kontributor"])
def test_people_who_are_no_editors_cannot_decide(submitted, person, request):
    user = request.getfixturevalue(person)
    for action in ("approve", "reject"):
        with pytest.raises(PermissionDenied):
            actions.decide(fresh(submitted), action, user=user, reason="Tidak.")
    assert not fresh(submitted).live


def test_a_return_needs_a_reason_and_is_mailed_to_the_author(submitted, wartawan, redaktur):
    with pytest.raises(BadRequest):
        actions.decide(submitted, "reject", user=redaktur, reason="   ")
    mail.outbox.clear()
    actions.decide(fresh(submitted), "reject", user=redaktur, reason="Nama kepala dinas belum lengkap.")
    assert fresh(submitted).stage == Stage.RETURNED
    assert [message.to for message in mail.outbox] == [[wartawan.email]]
    assert "Nama kepala dinas belum lengkap." in mail.outbox[0].body


def test_a_returned_release_comes_again_and_can_be_approved(submitted, wartawan, redaktur):
    actions.decide(submitted, "reject", user=redaktur, reason="Lengkapi.")
    article = fresh(submitted).get_latest_revision_as_object()
    article.lead = "Teras yang sudah dilengkapi."
    article.save_revision(user=wartawan)
    actions.submit(fresh(article), user=wartawan)
    actions.decide(fresh(article), "approve", user=redaktur)
    assert fresh(article).lead == "Teras yang sudah dilengkapi."


def test_the_editor_who_corrected_an_earlier_round_may_approve_once_the_author_submits_again(
    submitted, wartawan, redaktur
):
    article = submitted.get_latest_revision_as_object()
    article.lead = "Teras dari redaktur."
    article.save_revision(user=redaktur)
    actions.decide(fresh(article), "reject", user=_another(redaktur), reason="Periksa lagi.")
    actions.submit(fresh(article), user=wartawan)
    actions.decide(fresh(article), "approve", user=redaktur)
    assert fresh(article).live


def _another(redaktur):
    from newsroom.editorial.roles import Role
    from tests.people import person

    return person("redaktur3", Role.EDITOR)


def test_a_submitted_revision_row_is_never_overwritten_by_autosave(submitted, redaktur):
    submission = Submission.objects.get()
    article = submitted.get_latest_revision_as_object()
    article.title = "Judul yang lain sama sekali"
    revision = article.save_revision(user=submission.person, overwrite_revision=submission.revision)
    assert revision.pk != submission.revision_id
    submission.revision.refresh_from_db()
    assert submission.revision.content["title"] == submission.content["title"]


def test_reporter_initials_set_by_hand_stay_and_are_logged(newsroom_desk, wartawan, redaktur):
    from newsroom.articles.models import ArticleCredit
    from tests.factories import byline

    article = article_draft(newsroom_desk, owner=wartawan)
    article.credits.add(ArticleCredit(byline=byline("pca"), role="reporter"))
    article.save_revision(user=wartawan)
    actions.submit(fresh(article), user=wartawan)
    actions.decide(fresh(article), "approve", user=redaktur)
    assert fresh(article).signature == "(pca/s)"
    entry = _log("newsroom.credit.override").get()
    assert entry.data["account"] == "her"


def _log(action):
    from wagtail.models import PageLogEntry

    return PageLogEntry.objects.filter(action=action)


def test_renaming_a_byline_never_rewrites_a_published_credit(submitted, wartawan, redaktur):
    actions.decide(submitted, "approve", user=redaktur)
    wartawan.byline.initials = "hrl"
    wartawan.byline.save()
    assert fresh(submitted).signature == "(her/s)"
    assert fresh(submitted).current_entitlement.fingerprint == fresh(submitted).fingerprint()
