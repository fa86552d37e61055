"""Taking a public release back: two people, a public reason, and no address that vanishes."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from newsroom.articles.models import ArticlePage, TaggedArticle
from newsroom.editorial import withdrawals
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import Withdrawal, WithdrawalRequest
from tests.factories import public_article
from tests.people import client_of, person

pytestmark = pytest.mark.django_db

EXPLANATION = "Angka bantuan dalam berita ini keliru."


@pytest.fixture
def published(newsroom_desk):
    body = [("paragraph", "<p>Angkanya 999.</p>")]
    return public_article(newsroom_desk, title="Berita yang Keliru", tags=("dinsos jatim",), body=body)


def fields(kind="withdrawn"):
    return {"kind": kind, "reason": "inaccurate", "public_text": EXPLANATION}


def take_back(article, kind, *, proposer, decider):
    request = withdrawals.propose(article, user=proposer, **fields(kind))
    return withdrawals.carry_out(request, user=decider)


def read(path):
    return Client().get(path)


def test_a_withdrawn_release_stays_readable_under_its_notice_and_leaves_every_list(published, redaktur, pemred):
    take_back(published, "withdrawn", proposer=redaktur, decider=pemred)
    page = read(published.public_path)
    assert page.status_code == 200
    text = page.content.decode()
    assert EXPLANATION in text
    assert "Angkanya 999." in text
    assert "Berita yang Keliru" not in read("/berita/").content.decode()
    assert read("/tag/dinsos-jatim/").status_code == 404
    assert not TaggedArticle.objects.filter(is_public=True).exists()
    assert ArticlePage.objects.get().stage == Stage.WITHDRAWN


def test_a_release_that_was_taken_down_answers_410_with_the_reason_and_without_its_text(published, redaktur, pemred):
    take_back(published, "taken_down", proposer=redaktur, decider=pemred)
    page = read(published.public_path)
    assert page.status_code == 410
    text = page.content.decode()
    assert EXPLANATION in text
    assert "Angkanya 999." not in text
    assert "Berita yang Keliru" not in read("/").content.decode()


def test_nobody_decides_on_the_own_proposal(published, pemred):
    request = withdrawals.propose(published, user=pemred, **fields())
    with pytest.raises(PermissionDenied):
        withdrawals.carry_out(request, user=pemred)
    assert not Withdrawal.objects.exists()
    second = person("pemred2", "Pemimpin Redaksi")
    withdrawals.carry_out(request, user=second)
    assert Withdrawal.objects.get().approved_by == second


@pytest.mark.parametrize("who", ["wartawan", "redaktur", "arsip", "admin", "kontributor"])
def test_only_a_managing_editor_decides(published, redaktur2, who, request):
    proposal = withdrawals.propose(published, user=redaktur2, **fields())
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        withdrawals.carry_out(proposal, user=user)
    client_of(user).post(reverse("newsroom_withdrawal", args=[published.pk]), {"carry_out": "1"})
    assert read(published.public_path).status_code == 200
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("who", ["arsip", "admin", "kontributor"])
def test_people_without_the_right_propose_nothing(published, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        withdrawals.propose(published, user=user, **fields())
    client_of(user).post(reverse("newsroom_withdrawal", args=[published.pk]), fields())
    assert not WithdrawalRequest.objects.exists()


def test_it_works_through_the_admin_and_shows_on_the_desk(published, redaktur, pemred):
    url = reverse("newsroom_withdrawal", args=[published.pk])
    editor = client_of(redaktur)
    assert editor.get(url).status_code == 200
    assert editor.post(url, {"kind": "withdrawn", "reason": "inaccurate", "public_text": ""}).status_code == 200
    assert editor.post(url, fields() | {"replacement": ""}).status_code == 302
    chief = client_of(pemred)
    assert EXPLANATION in chief.get(reverse("wagtailadmin_home")).content.decode()
    assert chief.get(url).status_code == 200
    assert chief.post(url, {"carry_out": "1"}).status_code == 302
    assert EXPLANATION in read(published.public_path).content.decode()


def test_a_withdrawn_text_may_still_be_taken_down_and_nothing_comes_after_that(published, redaktur, pemred):
    take_back(published, "withdrawn", proposer=redaktur, decider=pemred)
    withdrawn = ArticlePage.objects.get(pk=published.pk)
    with pytest.raises(PermissionDenied):
        withdrawals.propose(withdrawn, user=redaktur, **fields("withdrawn"))
    take_back(withdrawn, "taken_down", proposer=redaktur, decider=pemred)
    assert read(published.public_path).status_code == 410
    for kind in ("withdrawn", "taken_down"):
        with pytest.raises(PermissionDenied):
            withdrawals.propose(ArticlePage.objects.get(pk=published.pk), user=redaktur, **fields(kind))


def test_a_refused_proposal_leaves_the_release_public(published, redaktur, pemred):
    request = withdrawals.propose(published, user=redaktur, **fields())
    withdrawals.refuse(request, user=pemred)
    assert read(published.public_path).status_code == 200
    assert "Berita yang Keliru" in read("/berita/").content.decode()
    with pytest.raises(PermissionDenied):
        withdrawals.carry_out(request, user=pemred)


@pytest.mark.parametrize("who", ["wartawan", "redaktur", "pemred", "superuser"])
def test_a_withdrawn_text_is_a_record_that_nobody_edits(published, redaktur, pemred, who, request):
    take_back(published, "withdrawn", proposer=redaktur, decider=pemred)
    user = request.getfixturevalue(who)
    assert not ArticlePage.objects.get().permissions_for_user(user).can_edit()


def test_a_draft_cannot_be_withdrawn(newsroom_desk, redaktur):
    from tests.factories import article_draft

    with pytest.raises(PermissionDenied):
        withdrawals.propose(article_draft(newsroom_desk), user=redaktur, **fields())
