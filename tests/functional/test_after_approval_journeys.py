"""What happens to a release after its approval, in a real browser: a time, a typing error, a correction, an end."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions, clock
from newsroom.editorial.enums import Stage
from newsroom.editorial.models.schedule import open_slot_of
from tests.conftest import PHONE
from tests.factories import article_draft, make_newsroom, public_article
from tests.functional.test_release_journey import press
from tests.people import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EXPLANATION = "Jumlah penerima bantuan dalam berita ini keliru."


def signed_in(window: Any, account: Any) -> Any:
    """Give the window the session of this person, without the way through the sign-in page."""
    session = client_of(account).cookies["sessionid"]
    window.context.add_cookies([{"name": "sessionid", "value": session.value, "url": window.origin}])
    return window


def edit(window: Any, article: ArticlePage) -> Any:
    """Open the release in the editor and wait until it can be typed into."""
    window.open(f"/redaksi/pages/{article.pk}/edit/")
    window.page.wait_for_load_state("networkidle")
    return window.page


def leave_the_editor(window: Any) -> None:
    window.page.wait_for_url(re.compile(r"/redaksi/(pages/\d+/)?$"))


def fresh(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def test_a_release_is_scheduled_its_typing_error_mended_and_it_goes_out_at_its_time(
    open_window: Any, wartawan: Any, redaktur: Any, redaktur2: Any
) -> None:
    article = article_draft(make_newsroom(), owner=wartawan, lead="Dinas Uji mebagikan bibit padi.")
    actions.submit(article, user=wartawan)
    tomorrow = (timezone.localtime() + timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0)

    first = signed_in(open_window(), redaktur)
    edit(first, article)
    press(first, "Setujui dan jadwalkan")
    first.page.locator(".modal [name=publish_at]").fill(tomorrow.strftime("%Y-%m-%dT%H:%M"))
    first.page.locator(".modal", has_text="07.00 WIB").wait_for()
    first.page.locator(".modal [type=submit]").click()
    leave_the_editor(first)
    assert fresh(article).stage == Stage.SCHEDULED

    page = edit(first, article)
    page.get_by_text("07.00 WIB").first.wait_for()
    page.locator("#id_lead").fill("Dinas Uji membagikan bibit padi.")
    press(first, "Simpan draf")
    page.wait_for_load_state("networkidle")
    assert fresh(article).stage == Stage.SUBMITTED
    assert open_slot_of(article).publish_at == tomorrow

    second = signed_in(open_window(PHONE), redaktur2)
    edit(second, article)
    press(second, "Setujui untuk jadwalnya")
    leave_the_editor(second)
    assert fresh(article).stage == Stage.SCHEDULED

    reader = open_window(PHONE, java_script_enabled=False)
    assert reader.open(article.public_path).status == 404
    assert clock.run(tomorrow) == 1
    assert reader.open(article.public_path).status == 200
    assert "Dinas Uji membagikan bibit padi." in reader.page.locator("main").inner_text()


def test_a_public_release_is_corrected_by_two_people_and_readers_see_what_was_wrong(
    open_window: Any, wartawan: Any, redaktur: Any, redaktur2: Any
) -> None:
    article = public_article(make_newsroom(), owner=wartawan, lead="Dinas Uji membantu 999 keluarga.")
    reader = open_window(PHONE, java_script_enabled=False)

    first = signed_in(open_window(), redaktur)
    page = edit(first, article)
    page.locator("#id_lead").fill("Dinas Uji membantu 99 keluarga.")
    page.locator("#id_correction_kind").select_option("ralat")
    page.locator("#id_correction_note").fill("Jumlah keluarga diperbaiki.")
    page.locator("#id_correction_wrong").fill("999 keluarga")
    page.locator("#id_correction_right").fill("99 keluarga")
    press(first, "Ajukan")
    page.get_by_text("diajukan").first.wait_for()
    assert fresh(article).stage == Stage.PUBLIC_SUBMITTED
    reader.open(article.public_path)
    assert "999 keluarga" in reader.page.locator("main").inner_text()

    second = signed_in(open_window(), redaktur2)
    edit(second, article)
    press(second, "Setujui dan tayangkan")
    leave_the_editor(second)

    reader.open(article.public_path)
    assert "Dinas Uji membantu 99 keluarga." in reader.page.locator("main").inner_text()
    correction = reader.page.locator(".is-correction").inner_text()
    for words in ("Ralat", "Jumlah keluarga diperbaiki.", "999 keluarga", "99 keluarga"):
        assert words in correction
    reader.page.get_by_role("link", name="Lihat yang berubah").click()
    assert reader.page.locator("main del").first.inner_text() == "999 keluarga"
    reader.open(article.public_path)
    reader.page.get_by_role("link", name="Semua koreksi").click()
    assert reader.page.url.endswith("/koreksi/")
    listed = reader.page.locator("main").inner_text()
    assert article.title in listed
    assert "Jumlah keluarga diperbaiki." in listed


def test_two_people_withdraw_one_release_and_take_another_down(open_window: Any, redaktur: Any, pemred: Any) -> None:
    desk = make_newsroom()
    body = [("paragraph", "<p>Bantuan diterima 999 keluarga.</p>")]
    articles = {kind: public_article(desk, body=body) for kind in ("withdrawn", "taken_down")}
    first, second = (signed_in(open_window(), account) for account in (redaktur, pemred))
    reader = open_window(PHONE, java_script_enabled=False)
    answers = {}
    for kind, article in articles.items():
        page = first.page
        first.open(f"/redaksi/tarik/{article.pk}/")
        page.locator(f"[name=kind][value={kind}]").check()
        page.locator("[name=reason]").select_option("inaccurate")
        page.locator("[name=public_text]").fill(EXPLANATION)
        page.get_by_role("button", name="Usulkan").click()
        page.wait_for_url(re.compile(r"/redaksi/$"))
        assert fresh(article).stage == Stage.PUBLIC

        second.open(f"/redaksi/tarik/{article.pk}/")
        assert EXPLANATION in second.page.locator("main").inner_text()
        second.page.locator("button[name=carry_out]").click()
        second.page.wait_for_url(re.compile(r"/redaksi/$"))
        answers[kind] = (reader.open(article.public_path).status, reader.page.locator("main").inner_text())

    status, text = answers["withdrawn"]
    assert status == 200
    assert EXPLANATION in text
    assert "999 keluarga" in text
    status, text = answers["taken_down"]
    assert status == 410
    assert EXPLANATION in text
    assert "999 keluarga" not in text
    reader.open("/berita/")
    listed = reader.page.locator("main").inner_text()
    assert all(article.title not in listed for article in articles.values())
