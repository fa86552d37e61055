"""A change of a public article is approved by two people and told to readers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from newsroom.articles.models import ArticlePage, Correction
from newsroom.editorial import actions
from newsroom.editorial.models import AppendOnlyError
from tests.factories import public_article
from tests.forms import article_form
from tests.people import client_of

pytestmark = pytest.mark.django_db

RALAT = {
    "correction_kind": "ralat",
    "correction_note": "Jumlah penerima bantuan keliru.",
    "correction_wrong": "empat ratus keluarga",
    "correction_right": "empat puluh keluarga",
}


@pytest.fixture
def published(newsroom_desk):
    return public_article(newsroom_desk, title="Bantuan Pangan bagi Warga", lead="Bantuan untuk empat ratus keluarga.")


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def submit(article, user, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client_of(user).post(url, article_form(fresh(article), **changes) | {"action-submit": "1"})


def test_readers_see_what_was_wrong_and_what_is_right(published, redaktur, redaktur2):
    new_lead = "Bantuan untuk empat puluh keluarga."
    assert submit(published, redaktur, lead=new_lead, **RALAT).status_code == 302
    before = Client().get(published.public_path).content.decode()
    assert "Jumlah penerima bantuan keliru." not in before
    actions.decide(fresh(published), "approve", user=redaktur2)
    page = Client().get(published.public_path).content.decode()
    for words in ("Jumlah penerima bantuan keliru.", "empat ratus keluarga", new_lead):
        assert words in page
    assert "Bantuan Pangan bagi Warga" in Client().get("/koreksi/").content.decode()
    correction = Correction.objects.get()
    assert correction.approval.person == redaktur2
    assert fresh(published).changed_at == correction.published_at


@pytest.mark.parametrize("missing", ["correction_kind", "correction_note", "correction_wrong", "correction_right"])
def test_a_correction_without_its_wording_is_not_submitted(published, redaktur, missing):
    response = submit(published, redaktur, **(RALAT | {missing: ""}))
    assert response.status_code == 200
    assert missing in response.context["form"].errors
    assert not fresh(published).workflow_in_progress


def test_a_minor_change_is_approved_too_but_not_listed(published, redaktur, redaktur2):
    submit(published, redaktur, lead="Bantuan bagi empat ratus keluarga.", correction_kind="minor")
    actions.decide(fresh(published), "approve", user=redaktur2)
    assert fresh(published).lead == "Bantuan bagi empat ratus keluarga."
    assert not Correction.objects.exists()


def test_the_next_change_starts_with_no_wording(published, redaktur, redaktur2):
    submit(published, redaktur, lead="Satu.", **RALAT)
    actions.decide(fresh(published), "approve", user=redaktur2)
    url = reverse("wagtailadmin_pages:edit", args=[published.pk])
    form = client_of(redaktur).get(url).context["form"]
    assert form["correction_kind"].value() == ""
    assert form["correction_note"].value() == ""


def test_a_correction_never_changes(published, redaktur, redaktur2):
    submit(published, redaktur, lead="Satu.", **RALAT)
    actions.decide(fresh(published), "approve", user=redaktur2)
    correction = Correction.objects.get()
    correction.note = "Lain."
    for change in (correction.save, correction.delete):
        with pytest.raises(AppendOnlyError):
            change()


def test_the_wording_is_part_of_what_the_editor_approves(published, redaktur, redaktur2):
    submit(published, redaktur, lead="Satu.", **RALAT)
    article = fresh(published).get_latest_revision_as_object()
    article.correction_note = "Catatan lain yang tidak dibaca redaktur."
    article.save_revision(user=redaktur2)
    with pytest.raises(PermissionDenied):
        actions.decide(fresh(published), "approve", user=redaktur2)
    assert not Correction.objects.exists()


def test_the_panel_is_offered_for_public_articles_only(published, redaktur, newsroom_desk):
    client = client_of(redaktur)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[published.pk])).content.decode()
    assert 'name="correction_kind"' in page
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])
    assert 'name="correction_kind"' not in client.get(url).content.decode()
