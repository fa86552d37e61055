"""Writing and merging tags in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from newsroom.agencies.matching import agency_for_tag
from newsroom.agencies.models import Agency
from newsroom.articles.models import ArticlePage
from newsroom.tags.models import NewsTag
from newsroom.users.models import User
from tests.conftest import PHONE
from tests.factories import article_draft, make_newsroom
from tests.people import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(window: Any, user: User) -> None:
    """Give the window the session of somebody who has signed in."""
    session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    window.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": window.origin}])


def test_a_writer_picks_a_known_tag_and_writes_new_ones_with_spaces(wartawan: User, open_window: Any) -> None:
    NewsTag.objects.create(name="dinsos jatim", is_reference=True)
    article = article_draft(make_newsroom(), owner=wartawan)
    window = open_window()
    sign_in(window, wartawan)
    window.open(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    page = window.page

    field = page.locator(".tagit-new input")
    field.press_sequentially("dins", delay=40)
    page.locator(".ui-autocomplete li:visible").first.click()
    field.press_sequentially("#bantuan sosial #lansia,", delay=20)
    # The form's own way, not an autosave that is still under way with the first tag alone.
    with page.expect_response(
        lambda answer: answer.request.is_navigation_request() and answer.request.method == "POST"
    ) as sent:
        page.locator("#page-edit-form button.action-save, #page-edit-form button[type=submit]").first.click()
    assert sent.value.status < 400
    page.wait_for_load_state()

    saved = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert {tag.name for tag in saved.tags.all()} == {"dinsos jatim", "bantuan sosial", "lansia"}


@pytest.mark.parametrize("size", [None, pytest.param(PHONE, marks=pytest.mark.full)])
def test_an_editor_merges_a_tag_and_undoes_it(redaktur: User, open_window: Any, size: dict[str, int] | None) -> None:
    old = NewsTag.objects.create(name="dinsos jawa timur", is_reference=True)
    new = NewsTag.objects.create(name="dinsos jatim", is_reference=True)
    window = open_window(size)
    sign_in(window, redaktur)
    page = window.page
    merge = reverse("wagtailsnippets_tags_newstag:merge", args=[old.pk])

    window.open(merge)
    assert window.axe_violations() == []
    page.get_by_label("Gabungkan ke").fill("#Dinsos  JATIM")
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.wait_for_load_state()
    assert window.axe_violations() == []
    page.get_by_role("button", name="Ya, gabungkan").click()
    page.wait_for_load_state()
    old.refresh_from_db()
    assert old.alias_of == new

    window.open(merge)
    page.get_by_role("button", name="Batalkan penggabungan").click()
    page.wait_for_load_state()
    old.refresh_from_db()
    assert old.alias_of is None
    assert window.script_errors == []


@pytest.mark.parametrize("size", [None, pytest.param(PHONE, marks=pytest.mark.full)])
def test_a_tag_without_an_agency_is_mapped(redaktur: User, open_window: Any, size: dict[str, int] | None) -> None:
    agency = Agency.objects.create(name="Dinas Uji Provinsi", short_name="Dinas Uji")
    NewsTag.objects.create(name="puskesos", is_reference=True)
    window = open_window(size)
    sign_in(window, redaktur)

    window.open(reverse("tag-mapping:index"))
    assert window.axe_violations() == []
    window.page.locator("select[name=agency]").select_option(label="Dinas Uji")
    window.page.get_by_role("button", name="Petakan").click()
    window.page.wait_for_load_state()

    assert agency_for_tag("puskesos") == agency
    window.open(reverse("tag-mapping:index"))
    assert window.axe_violations() == []
    assert window.script_errors == []
