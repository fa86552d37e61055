"""A reader with a page open gets emergency information within ten seconds, and is rid of it as soon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from home import announcements
from tests.conftest import PHONE
from tests.factories import public_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_MOST = 10_000  # milliseconds


def test_an_open_page_shows_it_within_ten_seconds_in_sight_and_readable_for_everybody(
    open_window, newsroom_desk, redaktur
):
    article = public_article(newsroom_desk, title="Banjir Lahar di Besuk Sat, Warga Diminta Menjauh")
    window = open_window(PHONE, bypass_csp=True)
    page = window.page
    page.clock.install()
    window.open("/berita/")
    box = page.locator("[data-announcements]")
    assert (box.get_attribute("role"), box.inner_text().strip()) == ("status", "")

    row = announcements.put_up(article, user=redaktur, level="emergency", ends_at=timezone.now() + timedelta(hours=6))
    page.clock.fast_forward(AT_MOST)
    link = box.get_by_role("link", name=article.title)
    link.wait_for()
    assert box.get_attribute("role") == "alert"
    assert "DARURAT" in box.inner_text().upper()
    page.mouse.wheel(0, 3000)
    assert page.evaluate("document.querySelector('[data-announcements]').getBoundingClientRect().top") == 0
    assert window.axe_violations() == []
    box.get_by_role("button").click()
    assert "is-new" not in box.get_attribute("class")

    announcements.take_down(row, user=redaktur)
    page.clock.fast_forward(AT_MOST)
    link.wait_for(state="detached")

    # A page that came with it is not told again: in neither language does the piece differ from the page.
    announcements.put_up(article, user=redaktur, level="emergency", ends_at=timezone.now() + timedelta(hours=6))
    for address in ("/tentang/", "/en/about/"):
        with page.expect_response(lambda answer: answer.url.endswith("/serta-merta/")):
            window.open(address)
        page.clock.fast_forward(AT_MOST)
        assert link.is_visible(), address
        assert box.get_attribute("role") == "status", address
    assert window.script_errors == []


def test_without_scripts_the_next_page_shows_it(open_window, newsroom_desk, redaktur):
    article = public_article(newsroom_desk)
    announcements.put_up(article, user=redaktur, level="warning", ends_at=timezone.now() + timedelta(hours=6))
    window = open_window(PHONE, java_script_enabled=False)
    window.open("/tentang/")
    assert window.page.locator(".announcement").get_by_role("link", name=article.title).is_visible()
    assert window.page.locator(".announcement-close").is_hidden()
