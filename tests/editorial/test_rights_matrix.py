"""Every role x act x state against the server: status and database. The table is the rights of the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import WithdrawalRequest
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.roles import ROLES, Role
from tests.factories import article_draft
from tests.forms import article_form
from tests.people import client_of

pytestmark = pytest.mark.django_db

# One person a role. The release is another's: wartawan's, on the newsroom's desk, approved by redaktur2.
PEOPLE = {
    Role.CONTRIBUTOR: "kontributor",
    Role.PRESS_OFFICER: "wartawan2",
    Role.EDITOR: "redaktur",
    Role.MANAGING_EDITOR: "pemred",
    Role.RECORDS_OFFICER: "arsip",
    Role.ADMINISTRATOR: "admin",
}
AUTHOR = "author"
EDITORS = {Role.EDITOR, Role.MANAGING_EDITOR}
NOBODY: set[str] = set()

# State -> act -> who may. Everybody else is refused, and nothing changes.
TABLE: dict[str, dict[str, set[str]]] = {
    "draft": {
        "edit": EDITORS | {AUTHOR},
        "submit": EDITORS | {AUTHOR},
        "approve": NOBODY,
        "return": NOBODY,
        "schedule": NOBODY,
        "move_slot": NOBODY,
        "propose_withdrawal": NOBODY,
        "delete": EDITORS | {AUTHOR},
        "publish": NOBODY,
        "unpublish": NOBODY,
    },
    "submitted": {
        "edit": EDITORS,
        "submit": NOBODY,
        "approve": EDITORS,
        "return": EDITORS,
        "schedule": EDITORS,
        "move_slot": NOBODY,
        "propose_withdrawal": NOBODY,
        "delete": NOBODY,
        "publish": NOBODY,
        "unpublish": NOBODY,
    },
    "scheduled": {
        "approve": NOBODY,
        "move_slot": EDITORS,
        "propose_withdrawal": NOBODY,
        "delete": NOBODY,
        "publish": NOBODY,
    },
    "public": {
        # A change of a public release is a draft that two people approve again.
        "edit": EDITORS | {AUTHOR},
        "approve": NOBODY,
        "move_slot": NOBODY,
        "propose_withdrawal": EDITORS | {Role.PRESS_OFFICER, AUTHOR},
        "delete": NOBODY,
        "publish": NOBODY,
        "unpublish": NOBODY,
    },
}


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def at_stage(state, desk, author, editor):
    """Return a release in ``state``."""
    article = article_draft(desk, owner=author)
    if state == "draft":
        return article
    actions.submit(article, user=author)
    if state == "public":
        actions.decide(fresh(article), "approve", user=editor)
    elif state == "scheduled":
        task_state = fresh(article).current_workflow_task_state
        moment = timezone.now() + timedelta(days=1)
        task_state.task.specific.on_action(task_state, editor, "schedule", publish_at=moment)
    return fresh(article)


def post_edit(client, article, **extra):
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(url, article_form(article, **extra.pop("form", {})) | extra)


def decide(client, article, action, **data):
    task_state = article.current_workflow_task_state
    key = task_state.pk if task_state else 1
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, key])
    return client.post(url, {"comment": "Kutipan belum dicek."} | data)


def slot_data():
    moment = timezone.localtime() + timedelta(days=2)
    return {"publish_at": moment.strftime("%Y-%m-%d %H:%M")}


WITHDRAWAL = {"kind": "withdrawn", "reason": "inaccurate", "public_text": "Angkanya keliru.", "replacement": ""}

ACTS = {
    "edit": lambda client, page: post_edit(client, page, form={"lead": "Teras baru."}),
    "submit": lambda client, page: post_edit(client, page, **{"action-submit": "1"}),
    "approve": lambda client, page: decide(client, page, "approve"),
    "return": lambda client, page: decide(client, page, "reject"),
    "schedule": lambda client, page: decide(client, page, "schedule", **slot_data()),
    "move_slot": lambda client, page: client.post(reverse("newsroom_slot", args=[page.pk]), slot_data()),
    "propose_withdrawal": lambda client, page: client.post(reverse("newsroom_withdrawal", args=[page.pk]), WITHDRAWAL),
    "delete": lambda client, page: client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
    "publish": lambda client, page: post_edit(client, page, **{"action-publish": "1"}),
    "unpublish": lambda client, page: client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
}


def done(act, page):
    """Whether the database says that ``act`` took place."""
    now = ArticlePage.objects.filter(pk=page.pk).first()
    if act == "delete":
        return now is None
    if act == "edit":
        return now.get_latest_revision_as_object().lead == "Teras baru."
    if act == "submit":
        return page.stage_before != Stage.SUBMITTED and now.stage == Stage.SUBMITTED
    if act == "return":
        return now.stage == Stage.RETURNED
    if act == "schedule":
        return open_slot_of(now) is not None
    if act == "move_slot":
        before, after = page.slot_before, open_slot_of(now)
        return after is not None and before is not None and after.pk != before.pk
    if act == "propose_withdrawal":
        return WithdrawalRequest.objects.filter(page_id=page.pk).exists()
    return now.live != page.live


@pytest.mark.parametrize("who", [*PEOPLE, AUTHOR])
@pytest.mark.parametrize("state", TABLE)
def test_each_role_may_do_what_the_table_says_and_nothing_else(state, who, newsroom_desk, request):
    author, editor = request.getfixturevalue("wartawan"), request.getfixturevalue("redaktur2")
    user = author if who == AUTHOR else request.getfixturevalue(PEOPLE[who])
    client = client_of(user)
    wrong = []
    for act, allowed in TABLE[state].items():
        page = at_stage(state, newsroom_desk, author, editor)
        page.slot_before, page.stage_before = open_slot_of(page), page.stage
        response = ACTS[act](client, page)
        happened = done(act, page)
        if happened != (who in allowed):
            wrong.append(f"{who} {act} {state}: {'done' if happened else 'refused'} ({response.status_code})")
        if who not in allowed and response.status_code >= 500:
            wrong.append(f"{who} {act} {state}: error {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_the_table_knows_every_role():
    assert set(PEOPLE) == set(ROLES)
