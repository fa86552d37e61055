"""Every screen that a role can open is Indonesian, and so is every page of the readers."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.editorial.actions import decide, submit
from newsroom.editorial.enums import ReviewAction
from newsroom.users.models import User
from tests.factories import article_draft, public_article
from tests.people import client_of

from .screens import Walk, english_words

# Who works on the newsroom's own desk; the screens of its releases are closed to the others.
ON_THIS_DESK = ("wartawan", "redaktur", "pemred")
ROLES = ["wartawan", "kontributor", "redaktur", "pemred", "arsip", "admin"]

# Windows that scripts open, so that no link leads there.
WINDOWS = (
    "/redaksi/choose-page/",
    "/redaksi/choose-external-link/",
    "/redaksi/choose-email-link/",
    "/redaksi/images/chooser/",
    "/redaksi/images/chooser/create/",
    "/redaksi/documents/chooser/",
    "/redaksi/documents/chooser/create/",
    "/redaksi/pages/usage/articles/articlepage/",
)
SIGN_IN = ("/akun/login/", "/akun/password/reset/", "/akun/password/reset/done/", "/akun/inactive/")
FORMSETS = ("agency_links", "region_links", "credits", "attachments", "comments")


@pytest.fixture(scope="session")
def english() -> frozenset[str]:
    return english_words()


@pytest.fixture
def articles(newsroom_desk: Any, wartawan: User, redaktur: User) -> list[ArticlePage]:
    """A release in each state: draft, submitted, returned, public, public with a change."""
    draft = article_draft(owner=wartawan, tags=("dinsos jatim",))
    submitted = article_draft(owner=wartawan)
    submit(submitted, user=wartawan)
    returned = article_draft(owner=wartawan)
    submit(returned, user=wartawan)
    decide(ArticlePage.objects.get(pk=returned.pk), ReviewAction.RETURN, user=redaktur, reason="Lengkapi narasumber.")
    scheduled = article_draft(owner=wartawan)
    submit(scheduled, user=wartawan)
    state = ArticlePage.objects.get(pk=scheduled.pk).current_workflow_task_state
    tomorrow = timezone.now() + timedelta(days=1)
    state.task.specific.on_action(state, redaktur, ReviewAction.SCHEDULE, publish_at=tomorrow)
    public = public_article(owner=wartawan)
    changed = public_article(owner=wartawan, tags=("bansos",))
    changed.title = "Judul yang diperbaiki"
    changed.save_revision(user=wartawan)
    return [draft, submitted, returned, scheduled, public, changed]


def windows_of(articles: list[ArticlePage]) -> list[str]:
    """The editor of each release, and the windows in which something is done with one."""
    state = articles[1].current_workflow_task_state
    decision = f"/redaksi/pages/workflow/collect_action_data/{articles[1].pk}"
    return [
        f"{decision}/reject/{state.pk}/",
        f"{decision}/schedule/{state.pk}/",
        *(f"/redaksi/pages/{article.pk}/edit/" for article in articles),
        *(f"/redaksi/bulk/wagtailcore/page/{act}/?id={articles[0].pk}" for act in ("delete", "move")),
    ]


class TestTheEditorsOffice:
    @pytest.mark.parametrize("role", ROLES)
    def test_no_screen_shows_english_to(
        self, role: str, articles: list[ArticlePage], english: frozenset[str], request: pytest.FixtureRequest
    ) -> None:
        account = request.getfixturevalue(role)
        windows = [*WINDOWS, *(windows_of(articles) if role in ON_THIS_DESK else [])]
        walk = Walk(client_of(account), english).go(*windows)
        assert len(walk.visited) >= 20
        assert walk.broken == []
        assert walk.leftovers == {}

    def test_its_scripts_speak_indonesian(self, redaktur: User) -> None:
        answer = client_of(redaktur).get("/redaksi/jsi18n/").content.decode()
        spoken = json.loads(re.search(r"newcatalog = (\{.*?\});\n", answer, re.DOTALL).group(1))
        catalogue = Path(settings.BASE_DIR) / "newsroom" / "locale" / "wagtail" / "id" / "LC_MESSAGES" / "djangojs.po"
        for entry in polib.pofile(str(catalogue)):
            expected = entry.msgstr or [entry.msgstr_plural[0]]
            assert spoken[entry.msgid] == expected


class TestMistakes:
    """What a form says when it refuses; no link leads there."""

    def refusal(self, client: Client, path: str, data: dict[str, Any], english: frozenset[str]) -> dict[str, list[str]]:
        in_a_window = {"X-Requested-With": "XMLHttpRequest"} if "/workflow/" in path else {}
        response = client.post(path, data, headers={"Accept-Language": "id", **in_a_window})
        assert response.status_code == 200
        is_data = response["Content-Type"].startswith("application/json")
        return Walk(client, english).english_in(response.content.decode(), is_data=is_data)

    def test_an_empty_release_is_refused_in_indonesian(
        self, articles: list[ArticlePage], wartawan: User, english: frozenset[str]
    ) -> None:
        path = f"/redaksi/pages/add/articles/articlepage/{articles[0].get_parent().pk}/"
        data = {f"{name}-{count}": "0" for name in FORMSETS for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
        data |= {"title": "", "lead": "", "body-count": "0", "action-submit": "1"}
        assert self.refusal(client_of(wartawan), path, data, english) == {}

    def test_a_return_without_reason_is_refused_in_indonesian(
        self, articles: list[ArticlePage], redaktur: User, english: frozenset[str]
    ) -> None:
        state = articles[1].current_workflow_task_state
        path = f"/redaksi/pages/workflow/collect_action_data/{articles[1].pk}/reject/{state.pk}/"
        assert self.refusal(client_of(redaktur), path, {"comment": ""}, english) == {}

    def test_a_wrong_password_is_refused_in_indonesian(self, wartawan: User, english: frozenset[str]) -> None:
        data = {"login": "wartawan", "password": "bukan-ini"}
        assert self.refusal(Client(), "/akun/login/", data, english) == {}

    def test_a_tag_without_a_name_is_refused_in_indonesian(self, redaktur: User, english: frozenset[str]) -> None:
        data = {"name": "", "slug": ""}
        assert self.refusal(client_of(redaktur), "/redaksi/snippets/tags/newstag/add/", data, english) == {}


class TestTheReadersPages:
    def test_no_page_shows_english(self, articles: list[ArticlePage], english: frozenset[str]) -> None:
        walk = Walk(Client(), english, start="/", stay_out=("/redaksi/", "/akun/", "/media/", "/static/"))
        walk.go("/cari/?q=pelatihan", "/cari/?q=tidakadasamasekali", "/arsip/", "/berita/", "/tentang/")
        assert len(walk.visited) >= 12
        assert walk.broken == []
        assert walk.leftovers == {}

    def test_the_page_for_a_wrong_address_is_indonesian(self, newsroom_desk: Any, english: frozenset[str]) -> None:
        walk = Walk(Client(), english, start="/tidak-ada/")
        walk.go()
        assert walk.broken == ["404 /tidak-ada/"]
        assert walk.leftovers == {}


class TestSigningIn:
    @pytest.mark.parametrize("path", SIGN_IN)
    def test_the_page_is_indonesian(self, path: str, newsroom_desk: Any, english: frozenset[str]) -> None:
        walk = Walk(Client(), english, start=path).go()
        assert walk.broken == []
        assert walk.leftovers == {}

    def test_the_account_pages_are_indonesian(self, wartawan: User, english: frozenset[str]) -> None:
        walk = Walk(client_of(wartawan), english, start="/akun/").go("/akun/password/change/", "/akun/2fa/")
        assert walk.leftovers == {}


class TestTheSearchForEnglish:
    def test_english_on_a_page_is_found(self, english: frozenset[str]) -> None:
        walk = Walk(Client(), english)
        found = walk.english_in('<button aria-label="Close"><b>Submit to the editors</b></button><p>Draf saya</p>')
        assert list(found) == ["Submit to the editors", "Close"]

    def test_indonesian_names_and_addresses_are_let_pass(self, english: frozenset[str]) -> None:
        page = "<p>Dinas Uji Gelar Pelatihan (her/s) redaktur@example.test https://example.test/the/end</p>"
        assert list(Walk(Client(), english).english_in(page)) == []
