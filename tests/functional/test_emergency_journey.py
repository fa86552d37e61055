"""An editor publishes alone in an emergency; it is red for the other editor, who clears it. In a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import ForceClearing
from tests.conftest import DESK, PHONE
from tests.factories import article_draft, make_newsroom
from tests.functional.test_release_journey import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Warga Bantaran Sungai Diminta Mengungsi"
REASON = "Air naik cepat, warga harus mengungsi sebelum malam."


def test_an_emergency_is_red_for_the_other_editor_who_clears_it(
    open_window: Any, wartawan: Any, redaktur: Any, redaktur2: Any
) -> None:
    article = article_draft(make_newsroom(), owner=wartawan, title=TITLE)
    actions.submit(article, user=wartawan)

    first = open_window(DESK, bypass_csp=True)
    sign_in(first, "redaktur")
    first.open(f"/redaksi/pages/{article.pk}/edit/")
    footer = first.page.locator("form#page-edit-form footer")
    footer.locator("[data-w-dropdown-target=toggle]").first.click()
    footer.locator("a", has_text="Tayangkan darurat").click()
    confirm = first.page.get_by_role("button", name="Tayangkan sekarang, sendiri")
    confirm.wait_for()
    assert first.axe_violations() == []
    confirm.click()
    # Without a reason nothing happens.
    first.page.locator("#id_reason-errors, .error-message").first.wait_for()
    assert ArticlePage.objects.get().stage == Stage.SUBMITTED
    first.page.locator("#id_reason").fill(REASON)
    first.page.locator("#id_has_read").check()
    confirm.click()
    red = ".nr-desk__section--emergency"
    first.page.locator(red, has_text=TITLE).wait_for()
    assert ArticlePage.objects.get().stage == Stage.PUBLIC_EMERGENCY
    first.page.locator(red).get_by_role("link", name=f"Baca: {TITLE}").wait_for()

    second = open_window(PHONE, bypass_csp=True)
    sign_in(second, "redaktur2")
    second.page.locator(red, has_text=REASON).wait_for()
    assert second.axe_violations() == []
    second.page.locator(red).get_by_role("link", name=f"Periksa: {TITLE}").click()
    second.page.get_by_role("button", name="Sudah saya baca: tetap tayang").wait_for()
    assert second.axe_violations() == []
    second.page.get_by_role("button", name="Sudah saya baca: tetap tayang").click()
    second.page.wait_for_url("**/redaksi/")
    assert second.page.locator(red).count() == 0
    assert ForceClearing.objects.get().person == redaktur2
    assert ArticlePage.objects.get().stage == Stage.PUBLIC

    reader = open_window(PHONE, java_script_enabled=False)
    assert reader.open(ArticlePage.objects.get().public_path).status == 200
    words = reader.page.locator("main").inner_text()
    assert TITLE in words
    assert "(her/s)" in words
    assert REASON not in words
