"""Two editors save the same release again and again, in parallel: not one text is lost."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from wagtail.models import Revision

from newsroom.articles.models import ArticlePage
from tests.factories import article_draft, make_newsroom
from tests.forms import article_form
from tests.people import client_of
from tests.sizes import runs

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

SAVES = runs(quick=60, full=500)
WINDOWS_EACH = 2


def texts_in(response: Any) -> set[str]:
    """Return the texts of this test that the answer shows."""
    return set(re.findall(r"Teras (?:pertama|[\w-]+ nomor \d+)\.", response.content.decode()))


class EditorWindow:
    """One browser window: it saves by the button and by autosave, and opens the release anew on a conflict."""

    def __init__(self, account: Any, article: ArticlePage, name: str) -> None:
        self.client = client_of(account)
        self.key = article.pk
        self.name = name
        self.form = article_form(article)
        self.url = reverse("wagtailadmin_pages:edit", args=[article.pk])
        self.draw = random.Random(name)
        # Text -> the revision that was answered for it; texts answered by a refusal.
        self.saved: dict[str, int | None] = {}
        self.refused: list[str] = []
        self.wrong: list[str] = []
        self.own_autosave: int | None = None
        self.open()

    def open(self) -> None:
        newest = ArticlePage.objects.get(pk=self.key).latest_revision
        self.loaded = {"loaded_revision_id": newest.pk, "loaded_revision_created_at": newest.created_at.isoformat()}
        self.own_autosave = None

    def work(self, saves: int) -> None:
        try:
            for number in range(saves):
                text = f"Teras {self.name} nomor {number}."
                if self.draw.random() < 0.5:
                    self.autosave(text)
                else:
                    self.press_save(text)
        finally:
            connections.close_all()

    def press_save(self, text: str) -> None:
        response = self.client.post(self.url, self.form | self.loaded | self._own() | {"lead": text})
        if response.status_code == 302:
            # The button, too, saves over the person's own autosave.
            self.saved[text] = self.own_autosave
            self.open()
        elif response.status_code == 409 and {text} < texts_in(response):
            self.refused.append(text)
            self.open()
        else:
            self.wrong.append(f"{text} save: {response.status_code} {texts_in(response)}")

    def autosave(self, text: str) -> None:
        response = self.client.post(
            self.url, self.form | self.loaded | self._own() | {"lead": text}, headers={"accept": "application/json"}
        )
        answer = response.json()
        if response.status_code == 200 and answer["success"]:
            self.own_autosave = answer["revision_id"]
            self.saved[text] = self.own_autosave
        elif answer.get("error_code") == "invalid_revision":
            self.refused.append(text)
            self.open()
        else:
            self.wrong.append(f"{text} autosave: {response.status_code} {answer}")

    def _own(self) -> dict[str, int]:
        return {"overwrite_revision_id": self.own_autosave} if self.own_autosave else {}


def test_no_text_of_two_editors_is_lost(redaktur: Any, redaktur2: Any, wartawan: Any) -> None:
    article = article_draft(make_newsroom(), owner=wartawan, lead="Teras pertama.")
    windows = [
        EditorWindow(account, article, f"{account.username}-{number}")
        for account in (redaktur, redaktur2)
        for number in range(WINDOWS_EACH)
    ]
    each = SAVES // len(windows)
    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(lambda window: window.work(each), windows))

    assert [fault for window in windows for fault in window.wrong] == []
    stored = {revision.pk: revision.content["lead"] for revision in Revision.objects.filter(object_id=str(article.pk))}
    everything = set(stored.values())
    lost = []
    for window in windows:
        saved = list(window.saved.items())
        assert len(saved) + len(window.refused) == each
        for position, (text, revision) in enumerate(saved):
            # A person's own next autosave takes the place of the one before, as in life.
            continued = any(later == revision for _text, later in saved[position + 1 :]) if revision else False
            if text not in everything and not continued:
                lost.append(text)
    assert lost == []
    newest = ArticlePage.objects.get(pk=article.pk)
    # The newest text is the last that was written, not one that a slow request put back.
    assert newest.latest_revision_id == max(stored, key=lambda key: Revision.objects.get(pk=key).created_at)
    assert newest.latest_revision.content["lead"] == newest.lead
    assert sum(len(window.refused) for window in windows) > 0
