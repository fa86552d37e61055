"""Hidden things answer as things that never were, and requests that write tell nothing either."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from newsroom.articles.models import ArticlePage
from newsroom.editorial.visibility import pages_known_to
from tests.leaks.rules import may_see
from tests.leaks.world import COMMON, SECRET, WORD, World

pytestmark = pytest.mark.django_db

# What differs between two answers of the same page without telling anything.
ONCE = re.compile(r'nonce[-="]+[\w+/=-]+')


def plain(response, path):
    """Return status, headers and text of an answer, without the address that was asked for."""
    text = ONCE.sub("", response.content.decode().replace(path, "ADDRESS"))
    headers = {name: ONCE.sub("", value) for name, value in response.items() if name != "Content-Length"}
    return response.status_code, headers, text


def test_what_is_hidden_answers_readers_as_what_never_was(world: World):
    client = world.client("anonymous")
    for release in (world.releases[name] for name in sorted(SECRET & world.releases.keys())):
        pairs = {
            release.page.public_path: "/berita/tidak-pernah-ada/",
            reverse("listings:tag", args=[release.tag.slug]): "/tag/tidak-pernah-ada/",
            reverse("listings:byline", args=[release.byline.initials]): "/inisial/tidakada/",
            release.document.url: "/dokumen/999999/tidak-pernah-ada.pdf",
        }
        for hidden, unknown in pairs.items():
            answer = plain(client.get(hidden), hidden)
            assert answer[0] == 404, hidden
            assert answer == plain(client.get(unknown), unknown), hidden


def test_original_files_have_no_address(world: World):
    client = world.client("anonymous")
    for release in world.releases.values():
        for name in (release.image.file.name, release.document.file.name):
            assert client.get(f"/media/{name}").status_code == 404


def writes_on(page):
    """Yield addresses that take a POST and are about ``page``."""
    for name in ("edit", "preview_on_edit", "copy", "delete", "move", "unpublish", "convert_alias", "lock", "unlock"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {}
    for action in ("copy", "publish", "unpublish", "delete", "move", "create_alias", "revert_to_page_revision"):
        path = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        yield path, {"revision_id": page.latest_revision_id}
    for state in page.workflow_states.all():
        for task_state in state.task_states.all():
            for action in ("approve", "reject"):
                args = [page.pk, action, task_state.pk]
                yield reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": "Tidak."}
                yield reverse("wagtailadmin_pages:collect_workflow_action_data", args=args), {}
    for action in ("publish", "unpublish", "delete", "move"):
        yield reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}", {}
    for revision in page.revisions.all():
        yield reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]), {}
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["articles", "articlepage", page.pk, 1])
    yield ping, {"revision_id": page.latest_revision_id}
    yield reverse("newsroom_slot", args=[page.pk]), {"cancel": "1"}
    yield reverse("newsroom_emergency", args=[page.pk]), {"reason": "x" * 20, "has_read": "on", "fingerprint": "x"}
    yield reverse("newsroom_emergency_clearing", args=[page.pk]), {"note": ""}
    yield reverse("newsroom_embargo", args=[page.pk]), {"break": "1", "end-reason": "x"}
    yield reverse("newsroom_withdrawal", args=[page.pk]), {"kind": "withdrawn", "reason": "other", "public_text": "x"}


@pytest.mark.parametrize("who", ["anonymous", "kontributor", "arsip"])
def test_requests_that_write_tell_nothing_and_change_nothing(world: World, who):
    client = world.client(who)
    leaks = []
    for release in (world.releases[name] for name in ("draft", "scheduled", "embargoed", "fsubmitted")):
        before = ArticlePage.objects.values().get(pk=release.page.pk)
        for path, data in writes_on(release.page):
            # Followed to the end: a refusal may name the page in the message on the next screen.
            response = client.post(path, data, follow=True)
            words = {found.group(0).lower() for found in WORD.finditer(response.content.decode())}
            leaks += [f"{path}: {word}" for word in sorted(words) if not may_see(who, word, path)]
        assert ArticlePage.objects.values().get(pk=release.page.pk) == before
    assert not leaks


def test_the_page_chooser_offers_own_drafts_and_public_releases(world: World):
    client = world.client("kontributor")
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": COMMON}).content.decode()
    assert "zqxowntitle" in found
    assert "zqxpublictitle" in found
    assert "zqxdrafttitle" not in found
    response = client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": world.releases["public"].page.pk})
    assert "zqxpublictitle" in response.content.decode()


def test_editors_know_every_page(world: World):
    known = set(pages_known_to(world.people["redaktur"]).values_list("pk", flat=True))
    assert {release.page.pk for release in world.releases.values()} <= known


def test_press_officers_choose_from_the_newsrooms_files_and_not_from_an_agencys(world: World):
    client = world.client("wartawan2")
    for chooser, kind in (("wagtailimages_chooser", "image"), ("wagtaildocs_chooser", "document")):
        for name, status in (("draft", 200), ("own", 404), ("fdraft", 404)):
            key = getattr(world.releases[name], kind).pk
            response = client.get(reverse(f"{chooser}:chosen", args=[key]))
            assert response.status_code in ({200} if status == 200 else {302, 403, 404}), (chooser, name)
