"""Writers see how their text will look, before and after it is stored."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import article_draft
from tests.forms import article_form
from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_a_new_text_is_previewed_before_it_is_stored(newsroom_desk, wartawan):
    client = client_of(wartawan)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", newsroom_desk.pk])
    assert client.post(url, article_form(title="Judul Pratinjau", tags="dinsos jatim")).json()["is_valid"]
    page = client.get(url)
    assert page.status_code == 200
    assert "Judul Pratinjau" in page.content.decode()


def test_a_stored_draft_is_previewed_with_its_unsaved_changes(newsroom_desk, wartawan):
    draft = article_draft(newsroom_desk, owner=wartawan)
    client = client_of(wartawan)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    assert client.post(url, article_form(draft, lead="Teras yang belum disimpan.")).json()["is_valid"]
    page = client.get(url)
    assert page.status_code == 200
    assert "Teras yang belum disimpan." in page.content.decode()
