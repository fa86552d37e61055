"""A release travels from a press officer's desk to the public reader, in a real browser."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core import mail
from PIL import Image

from newsroom.articles.models import ArticlePage
from newsroom.editorial.enums import Stage
from tests.conftest import DESK, PHONE
from tests.factories import article_draft, make_newsroom
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Dinas Uji Salurkan Paket Pangan bagi Warga Terdampak Banjir"
LEAD = "Dinas Uji menyalurkan paket pangan bagi warga yang terdampak banjir."
TEXT = "Bantuan diterima oleh empat puluh keluarga di tiga desa."
REASON = "Sebutkan nama desanya."


def photo() -> dict[str, Any]:
    picture = io.BytesIO()
    Image.new("RGB", (1600, 1000), (20, 90, 70)).save(picture, "JPEG")
    return {"name": "IMG-20240311-WA0050.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def sign_in(window: Any, username: str) -> None:
    window.open("/redaksi/")
    window.page.locator("#id_login").fill(username)
    window.page.locator("#id_password").fill(PASSWORD)
    window.page.locator("main form button[type=submit]").first.click()
    window.page.wait_for_url(re.compile(r"/redaksi/$"))


def choose_photo(page: Any) -> None:
    page.locator("#id_lead_image-chooser [data-chooser-action-choose]").first.click()
    page.locator("#tab-label-upload").click()
    page.locator("input[name=image-chooser-upload-file]").set_input_files(photo())
    page.locator("input[name=image-chooser-upload-title]").fill("Penyerahan paket pangan")
    description = page.locator("[name=image-chooser-upload-description]")
    if description.count():
        description.fill("Petugas menyerahkan paket kepada seorang ibu.")
    page.locator("#tab-upload button[type=submit]").click()
    page.locator(".modal").wait_for(state="detached")


def write_release(window: Any) -> None:
    page = window.page
    page.get_by_role("link", name="Tulis berita").click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_lead").fill(LEAD)
    text = page.locator(".Draftail-Editor [role=textbox]").first
    text.click()
    page.keyboard.type(TEXT)
    # The rich text editor hands its text to the form a quarter of a second after the last key.
    page.wait_for_function("text => document.querySelector('[name=\"body-0-value\"]').value.includes(text)", arg=TEXT)
    choose_photo(page)
    page.locator("#id_lead_image_alt").fill("Petugas menyerahkan paket kepada seorang ibu.")
    page.locator("#id_lead_image_credit").fill("Uji / JNR")
    tags = page.locator(".tagit-new input")
    tags.fill("dinsos jatim,")
    tags.press("Tab")


def press(window: Any, label: str) -> None:
    """Press the button of the form's footer with this label, opening the drop-up if it is in there."""
    button = window.page.locator("form#page-edit-form footer button", has_text=label).first
    if not button.is_visible():
        window.page.locator("form#page-edit-form footer [data-w-dropdown-target=toggle]").first.click()
    button.click()


def the_article() -> ArticlePage:
    return ArticlePage.objects.get(draft_title=TITLE)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_release_is_written_returned_submitted_again_approved_and_read(
    open_window: Any, wartawan: Any, redaktur: Any, size: dict[str, int]
) -> None:
    make_newsroom()
    officer = open_window(size)
    sign_in(officer, "wartawan")
    write_release(officer)
    # The officer finds no way to publish.
    footer = officer.page.locator("form#page-edit-form footer")
    assert not footer.get_by_text("Tayangkan").count()
    assert officer.page.locator("[name=action-publish]").count() == 0
    press(officer, "Ajukan")
    officer.page.get_by_text("diajukan").first.wait_for()
    article = the_article()
    assert article.stage == Stage.SUBMITTED
    address = f"/berita/{article.slug}/"

    reader = open_window(PHONE, java_script_enabled=False)
    assert reader.open(address).status == 404

    editor = open_window(size)
    sign_in(editor, "redaktur")
    editor.page.get_by_role("link", name=f"Tinjau: {TITLE}").click()
    press(editor, "Kembalikan")
    editor.page.locator(".modal textarea[name=comment]").fill(REASON)
    editor.page.locator(".modal [type=submit]").click()
    editor.page.wait_for_url(re.compile(r"/redaksi/"))
    editor.page.locator(".modal").wait_for(state="detached")
    assert the_article().stage == Stage.RETURNED
    assert any(REASON in message.body for message in mail.outbox)

    officer.open("/redaksi/")
    officer.page.get_by_text(REASON).wait_for()
    officer.page.get_by_role("link", name=f"Perbaiki: {TITLE}").click()
    officer.page.locator(".newsroom-returned", has_text=REASON).wait_for()
    officer.page.locator("#id_lead").fill(LEAD.replace("warga", "warga Desa Sukamaju"))
    press(officer, "Ajukan")
    officer.page.get_by_text("diajukan").first.wait_for()

    editor.open("/redaksi/")
    editor.page.get_by_role("link", name=f"Tinjau: {TITLE}").click()
    press(editor, "Setujui dan tayangkan")
    editor.page.wait_for_url(re.compile(r"/redaksi/(pages/\d+/)?$"))
    assert the_article().stage == Stage.PUBLIC

    assert reader.open(address).status == 200
    body = reader.page.locator("main").inner_text()
    assert TITLE in body
    assert "warga Desa Sukamaju" in body
    assert "Jatim Newsroom –" in body
    assert TEXT in body
    assert "(her/s)" in body
    assert "#dinsos jatim" in body
    assert reader.page.locator("main img").first.get_attribute("alt")
    for window in (officer, editor, reader):
        assert window.foreign_requests == []


def test_an_editor_finds_no_button_to_approve_the_own_release(open_window: Any, redaktur: Any) -> None:
    make_newsroom()
    window = open_window()
    sign_in(window, "redaktur")
    write_release(window)
    press(window, "Ajukan")
    window.page.get_by_text("diajukan").first.wait_for()
    window.open(f"/redaksi/pages/{the_article().pk}/edit/")
    assert window.page.get_by_text("Setujui dan tayangkan").count() == 0
    window.open("/redaksi/")
    assert window.page.get_by_role("link", name=f"Tinjau: {TITLE}").count() == 0


SLOW_ANSWERS = """
const send = window.fetch;
window.fetch = async (...request) => {
  const answer = await send(...request);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  return answer;
};
"""


def autosave(window: Any) -> Any:
    """Expect the answer to an autosave of an existing release."""
    return window.page.expect_response(
        lambda answer: (
            answer.request.method == "POST"
            and "/edit/" in answer.url
            and "application/json" in answer.headers["content-type"]
        )
    )


@pytest.mark.parametrize("line", ["", SLOW_ANSWERS], ids=["quick line", "slow line"])
def test_an_officer_who_types_and_submits_hears_of_no_second_version(
    open_window: Any, wartawan: Any, line: str
) -> None:
    make_newsroom()
    article = article_draft(owner=wartawan, title=TITLE, lead=LEAD)
    window = open_window()
    window.context.add_init_script(line)
    sign_in(window, "wartawan")
    window.open(f"/redaksi/pages/{article.pk}/edit/")
    # Wagtail notes what the form said at first a moment after it has loaded; nobody types sooner.
    window.page.wait_for_timeout(2_000)
    with autosave(window):
        window.page.locator("#id_lead").fill(LEAD.replace("banjir", "banjir bandang"))
    with autosave(window):
        window.page.locator("#id_lead").fill(LEAD.replace("banjir", "banjir rob"))
    # On the slow line the browser still waits for the answer to the second autosave.
    press(window, "Ajukan")
    window.page.get_by_text("diajukan").first.wait_for()
    article.refresh_from_db()
    assert article.stage == Stage.SUBMITTED
    assert article.get_latest_revision_as_object().lead.endswith("banjir rob.")
