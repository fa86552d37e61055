"""The managing editor holds a release under embargo; one journalist reads it before its time, in a real browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions, clock, outbox
from newsroom.editorial.enums import ReviewAction, Stage
from newsroom.editorial.models import EarlyRead, Embargo, Slot
from tests.conftest import DESK, PHONE
from tests.factories import article_draft, make_newsroom
from tests.functional.test_release_journey import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Pemenang Lelang Jembatan Diumumkan"


def article() -> ArticlePage:
    return ArticlePage.objects.get(draft_title=TITLE)


@pytest.mark.parametrize("size", [pytest.param(DESK, marks=pytest.mark.full), PHONE], ids=["desk", "phone"])
def test_an_embargo_is_set_read_early_by_one_and_read_by_all_after_its_lift(
    open_window: Any, wartawan: Any, redaktur: Any, pemred: Any, size: dict[str, int]
) -> None:
    draft = article_draft(make_newsroom(), owner=wartawan, title=TITLE)
    actions.submit(draft, user=wartawan)
    chief = open_window(size, bypass_csp=True)
    sign_in(chief, "pemred")
    chief.open(f"/redaksi/embargo/{draft.pk}/")
    assert chief.axe_violations() == []
    tomorrow = timezone.localtime() + timedelta(days=1)
    chief.page.locator("#id_publish_at").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    chief.page.locator("#id_terms").fill("Boleh dimuat setelah embargo berakhir.")
    chief.page.get_by_role("button", name="Pasang embargo").click()
    chief.page.get_by_text("Diembargo: berita ini akan tayang").wait_for()
    assert article().stage == Stage.EMBARGO_SUBMITTED

    actions.decide(article(), ReviewAction.APPROVE, user=redaktur)
    assert article().stage == Stage.EMBARGO
    chief.page.reload()
    for field, value in {"name": "Rina Astuti", "organisation": "Harian Uji", "email": "rina@harian.test"}.items():
        chief.page.locator(f"#id_reader-{field}").fill(value)
    chief.page.get_by_role("button", name="Tambah dan kirim tautan").click()
    chief.page.get_by_text("Tautan sedang dikirim").wait_for()
    outbox.run_due()
    link = re.search(r"/embargo/[\w-]+/", mail.outbox[-1].body)
    assert link is not None

    journalist = open_window(size, bypass_csp=True)
    assert journalist.open(link.group(0)).status == 200
    assert journalist.axe_violations() == []
    assert EarlyRead.objects.count() == 0
    journalist.page.get_by_role("button", name="Baca rilis").click()
    journalist.page.locator(".watermark").first.wait_for()
    assert TITLE in journalist.page.locator("h1").inner_text()
    marks = journalist.page.locator(".watermark")
    assert marks.count() == 2
    assert "EMBARGO sampai" in marks.first.inner_text()
    assert "Rina Astuti, Harian Uji" in marks.first.inner_text()
    journalist.page.mouse.wheel(0, 2000)
    assert marks.first.is_visible()
    assert journalist.axe_violations() == []
    assert EarlyRead.objects.count() == 1

    anyone = open_window(PHONE, java_script_enabled=False)
    assert anyone.open(article().public_path).status == 404
    chief.page.reload()
    chief.page.get_by_text("dibaca 1 kali").wait_for()
    assert chief.axe_violations() == []

    now = timezone.now()
    Embargo.objects.update(lifts_at=now)
    Slot.objects.filter(ended_at=None).update(publish_at=now)
    clock.run()
    assert anyone.open(article().public_path).status == 200
    assert TITLE in anyone.page.locator("h1").inner_text()
    journalist.page.reload()
    assert journalist.page.url.endswith(article().public_path)
    assert journalist.page.locator(".watermark").count() == 0
    assert not journalist.foreign_requests
