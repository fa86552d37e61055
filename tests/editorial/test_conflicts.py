"""Two editors on one text: nobody's words are lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from newsroom.articles.models import ArticlePage
from newsroom.editorial.models.page import StaleTextError
from tests.factories import article_draft
from tests.forms import article_form
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan)


def opened(article, **changes):
    """The form as the editor posts it, opened at the newest version."""
    revision = ArticlePage.objects.get(pk=article.pk).latest_revision
    return article_form(ArticlePage.objects.get(pk=article.pk), **changes) | {
        "loaded_revision_id": revision.pk,
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def newest(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}], ids=["save", "submit"])
def test_the_second_of_two_saves_is_answered_409_with_both_texts(draft, wartawan, redaktur, action):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    first, second = opened(draft, lead="Teras redaktur."), opened(draft, lead="Teras wartawan.")
    assert client_of(redaktur).post(url, first).status_code == 302
    response = client_of(wartawan).post(url, second | action)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Teras redaktur." in text
    assert "Teras wartawan." in text
    assert newest(draft).lead == "Teras redaktur."


def test_the_person_can_then_save_the_own_text_on_top(draft, wartawan, redaktur):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    first, second = opened(draft, lead="Teras redaktur."), opened(draft, lead="Teras wartawan.")
    client_of(redaktur).post(url, first)
    client = client_of(wartawan)
    response = client.post(url, second)
    fields = {}
    for name, value in response.context["fields"]:
        fields.setdefault(name, []).append(value)
    assert client.post(url, fields).status_code == 302
    assert newest(draft).lead == "Teras wartawan."
    leads = [revision.content["lead"] for revision in draft.revisions.all()]
    assert "Teras redaktur." in leads


def test_a_save_that_loses_the_race_after_the_form_was_accepted_stores_nothing(draft, wartawan):
    mine = newest(draft)
    mine.expected_version = (str(draft.latest_revision_id), None)
    newest(draft).save_revision(user=wartawan)
    count = draft.revisions.count()
    with pytest.raises(StaleTextError):
        mine.save_revision(user=wartawan)
    assert draft.revisions.count() == count


def test_an_up_to_date_form_is_saved_as_ever(draft, wartawan):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client_of(wartawan).post(url, opened(draft, lead="Baru.")).status_code == 302
    assert newest(draft).lead == "Baru."
