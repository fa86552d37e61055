"""An editor is away too long: the warning, the end of the session, and the text that stays."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from wagtail.models import Page

from newsroom.users.session import LAST_ACTIVITY, SIGNED_IN_AT
from tests.factories import article_draft, make_newsroom
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Dinas Uji Salurkan Bantuan Sebelum Jam Kantor Berakhir"


def sign_in(page: Any, username: str) -> None:
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def session_of(window: Any) -> SessionBase:
    cookies = {cookie["name"]: cookie["value"] for cookie in window.context.cookies()}
    engine = import_module(settings.SESSION_ENGINE)
    return engine.SessionStore(cookies[settings.SESSION_COOKIE_NAME])


def be_away(window: Any, minutes: float) -> None:
    """Set the clock of the session back, then come back to the tab."""
    session = session_of(window)
    session[LAST_ACTIVITY] -= int(minutes * 60)
    session.save()
    window.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.fixture
def draft(wartawan: Any) -> Page:
    return article_draft(make_newsroom(), owner=wartawan)


@pytest.fixture
def desk(open_window: Any, draft: Page) -> Any:
    """The reporter's browser with the draft open in the editor."""
    window = open_window()
    window.open(f"/akun/login/?next=/redaksi/pages/{draft.pk}/edit/")
    sign_in(window.page, "wartawan")
    window.page.wait_for_selector("#newsroom-session", state="attached")
    window.page.wait_for_selector("#id_title")
    window.page.wait_for_load_state("networkidle")
    return window


def dialog(page: Any) -> Any:
    return page.locator("dialog.session-dialog")


def test_the_warning_comes_two_minutes_before_and_one_click_keeps_the_session(desk: Any) -> None:
    be_away(desk, 28.5)
    dialog(desk.page).get_by_role("button").wait_for()
    dialog(desk.page).get_by_role("button").click()
    dialog(desk.page).wait_for(state="hidden")
    assert desk.page.evaluate("fetch('/akun/sesi/').then(r => r.json()).then(a => a.seconds)") > 1700


@pytest.mark.full
def test_the_warning_can_be_read_and_used_without_a_mouse(desk: Any) -> None:
    be_away(desk, 28.5)
    button = dialog(desk.page).get_by_role("button")
    button.wait_for()
    assert button.evaluate("element => element === document.activeElement")
    desk.page.keyboard.press("Escape")
    dialog(desk.page).wait_for(state="hidden")


@pytest.mark.full
def test_typing_keeps_the_session_alive(desk: Any) -> None:
    session = session_of(desk)
    session[LAST_ACTIVITY] -= 15 * 60
    session.save()
    desk.page.wait_for_timeout(1000)
    with desk.page.expect_response(lambda response: "/akun/sesi/" in response.url):
        desk.page.locator("#id_title").press_sequentially("x")
    desk.page.wait_for_timeout(500)
    assert desk.page.evaluate("fetch('/akun/sesi/').then(r => r.json()).then(a => a.seconds)") > 1700


@pytest.mark.full
def test_after_a_long_day_people_may_go_on_until_the_end(desk: Any) -> None:
    session = session_of(desk)
    session[SIGNED_IN_AT] -= settings.NEWSROOM_SESSION_SECONDS - 60
    session.save()
    desk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    dialog(desk.page).get_by_role("button").click()
    dialog(desk.page).wait_for(state="hidden")
    desk.page.locator("#id_title").fill(TITLE)
    session = session_of(desk)
    session[SIGNED_IN_AT] -= 61
    session.save()
    dialog(desk.page).get_by_role("link").wait_for()
    assert desk.page.locator("#id_title").input_value() == TITLE


def test_after_the_end_the_text_stays_and_can_be_saved_after_signing_in_again(desk: Any, draft: Page) -> None:
    page = desk.page
    be_away(desk, 31)
    dialog(page).get_by_role("link").wait_for()
    # The text is typed into the page although the session is over.
    page.locator("#id_title").evaluate(
        "(field, title) => { field.value = title; field.dispatchEvent(new Event('input', {bubbles: true})); }", TITLE
    )
    with desk.context.expect_page() as opened:
        dialog(page).get_by_role("link").click()
    sign_in(opened.value, "wartawan")
    assert opened.value.get_by_role("heading", level=1).inner_text()
    opened.value.close()
    page.bring_to_front()
    dialog(page).wait_for(state="hidden")
    assert page.locator("#id_title").input_value() == TITLE
    page.keyboard.press("Control+s")
    page.wait_for_load_state()
    wait_for_title(page, draft)


def wait_for_title(page: Any, draft: Page) -> None:
    for _second in range(20):
        if draft.specific_class.objects.get(pk=draft.pk).get_latest_revision_as_object().title == TITLE:
            return
        page.wait_for_timeout(1000)
    pytest.fail("The title did not reach the newsroom.")


@pytest.mark.full
def test_a_form_is_not_sent_into_an_ended_session(desk: Any) -> None:
    page = desk.page
    page.locator("#id_title").fill(TITLE)
    page.wait_for_timeout(6000)
    session = session_of(desk)
    session.flush()
    page.evaluate("document.querySelector('#page-edit-form').requestSubmit()")
    dialog(page).get_by_role("link").wait_for()
    assert page.url.endswith("/edit/")
    assert page.locator("#id_title").input_value() == TITLE


@pytest.mark.full
def test_a_button_pressed_after_a_pause_does_what_it_says(desk: Any, draft: Page) -> None:
    page = desk.page
    page.wait_for_timeout(6000)
    button = page.locator("[name='action-submit']").first
    button.evaluate("element => element.click()")
    for _second in range(20):
        if draft.specific_class.objects.get(pk=draft.pk).current_workflow_state is not None:
            return
        page.wait_for_timeout(1000)
    pytest.fail("The release was not submitted.")


@pytest.mark.full
def test_somebody_elses_account_does_not_take_over_the_page(desk: Any, wartawan2: Any) -> None:
    be_away(desk, 31)
    dialog(desk.page).get_by_role("link").wait_for()
    with desk.context.expect_page() as opened:
        dialog(desk.page).get_by_role("link").click()
    sign_in(opened.value, "wartawan2")
    desk.page.bring_to_front()
    desk.page.wait_for_timeout(5000)
    assert dialog(desk.page).is_visible()


def test_the_sign_in_pages_are_accessible(open_window: Any, wartawan: Any) -> None:
    window = open_window()
    for path in ("/akun/login/", "/akun/password/reset/", "/akun/password/reset/done/", "/akun/inactive/"):
        window.open(path)
        assert window.axe_violations() == [], path
    window.open("/akun/login/")
    window.page.locator("#id_login").fill("wartawan")
    window.page.locator("#id_password").fill("salah")
    window.page.locator("main form button[type=submit]").click()
    window.page.get_by_role("alert").wait_for()
    assert window.axe_violations() == []
    sign_in(window.page, "wartawan")
    for path in ("/akun/2fa/", "/akun/password/change/", "/akun/logout/", "/akun/masuk-kembali/"):
        window.open(path)
        assert window.axe_violations() == [], path
    assert window.script_errors == []
    assert window.foreign_requests == []
