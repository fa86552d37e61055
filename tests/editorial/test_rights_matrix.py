"""Every role x act x state x door against the server: status and database. Who may is read from the table of roles."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.models import ArticlePage, Desk
from newsroom.editorial import actions, early_readers, embargo_acts, withdrawals
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import (
    EarlyReader,
    Embargo,
    ForceClearing,
    OutboxEntry,
    Withdrawal,
    WithdrawalRequest,
)
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.roles import REVIEWING_ROLES, ROLES, Role
from tests.editorial.emergencies import force, form_of
from tests.factories import article_draft
from tests.forms import article_form
from tests.people import client_of, person

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
NOBODY: set[str] = set()


def roles_with(right):
    """The roles that have this right on models."""
    return {role for role, rights in ROLES.items() if right in rights.on_models}


# Who may change others' texts on every desk; the review is theirs, and a test below holds the two together.
EDITORS = {role for role, rights in ROLES.items() if any("change" in given for given in rights.on_pages.values())}
PROPOSERS = roles_with("editorial.propose_withdrawal")
DECIDERS = roles_with("editorial.withdraw_page")
EMBARGOERS = roles_with("editorial.manage_embargo")
DUTY_EDITORS = roles_with("editorial.force_publish_page")
CLEARERS = roles_with("editorial.clear_force_publish")

# State -> act and door -> who may. Everybody else is refused, and nothing changes.
TABLE: dict[str, dict[str, set[str]]] = {
    "draft": {
        "edit": EDITORS | {AUTHOR},
        "submit": EDITORS | {AUTHOR},
        "approve": NOBODY,
        "return": NOBODY,
        "schedule": NOBODY,
        "move_slot": NOBODY,
        "propose_withdrawal": NOBODY,
        "copy": EDITORS | {AUTHOR},
        # To a desk where the author does not write.
        "move": EDITORS,
        "bulk_move": EDITORS,
        "delete": EDITORS | {AUTHOR},
        "bulk_delete": EDITORS | {AUTHOR},
        "publish": NOBODY,
        "unpublish": NOBODY,
        "set_embargo": EMBARGOERS,
        "move_embargo": NOBODY,
        "break_embargo": NOBODY,
        "force": DUTY_EDITORS,
        "clear": NOBODY,
    },
    "submitted": {
        "edit": EDITORS,
        "submit": NOBODY,
        "approve": EDITORS,
        "approve_form": EDITORS,
        "return": EDITORS,
        "schedule": EDITORS,
        "move_slot": NOBODY,
        "propose_withdrawal": NOBODY,
        "copy": EDITORS | {AUTHOR},
        "move": NOBODY,
        "bulk_move": NOBODY,
        "delete": NOBODY,
        "bulk_delete": NOBODY,
        "publish": NOBODY,
        "unpublish": NOBODY,
        "set_embargo": EMBARGOERS,
        "force": DUTY_EDITORS,
    },
    "scheduled": {
        "approve": NOBODY,
        "approve_form": NOBODY,
        "move_slot": EDITORS,
        "cancel_slot": EDITORS,
        "propose_withdrawal": NOBODY,
        "copy": EDITORS | {AUTHOR},
        "move": NOBODY,
        "delete": NOBODY,
        "publish": NOBODY,
        "set_embargo": EMBARGOERS,
        "force": DUTY_EDITORS,
    },
    # Approved, with one early reader.
    "embargoed": {
        "set_embargo": NOBODY,
        "move_slot": NOBODY,
        "cancel_slot": NOBODY,
        "copy": NOBODY,
        "move": NOBODY,
        "bulk_move": NOBODY,
        "delete": NOBODY,
        "bulk_delete": NOBODY,
        "publish": NOBODY,
        "force": NOBODY,
        "return_to_desk": NOBODY,
        "move_embargo": EMBARGOERS,
        "invite": EMBARGOERS,
        "resend": EMBARGOERS,
        "revoke": EMBARGOERS,
        "cancel_embargo": EMBARGOERS,
        "break_embargo": EMBARGOERS,
    },
    # It still lies on the embargo desk.
    "embargo_cancelled": {
        "invite": NOBODY,
        "break_embargo": NOBODY,
        "delete": NOBODY,
        "move": NOBODY,
        "return_to_desk": EMBARGOERS,
    },
    "public": {
        # A change of a public release is a draft that two people approve again.
        "edit": EDITORS | {AUTHOR},
        "approve": NOBODY,
        "move_slot": NOBODY,
        "carry_out": NOBODY,
        "propose_withdrawal": PROPOSERS | {AUTHOR},
        "copy": EDITORS | {AUTHOR},
        "move": NOBODY,
        "bulk_move": NOBODY,
        "delete": NOBODY,
        "bulk_delete": NOBODY,
        "publish": NOBODY,
        "unpublish": NOBODY,
        "set_embargo": NOBODY,
        "force": NOBODY,
        "clear": NOBODY,
    },
    # Published by another editor alone.
    "forced": {"force": NOBODY, "delete": NOBODY, "set_embargo": NOBODY, "clear": CLEARERS},
    # A withdrawal was proposed by another person.
    "proposed": {"carry_out": DECIDERS, "refuse": DECIDERS},
    "taken_down": {
        "force": NOBODY,
        "edit": NOBODY,
        "carry_out": NOBODY,
        "propose_withdrawal": NOBODY,
        "copy": NOBODY,
        "move": NOBODY,
    },
}


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def at_stage(state, desk, author, editor, chief):
    """Return a release in ``state``."""
    article = article_draft(desk, owner=author)
    if state == "draft":
        return article
    if state == "forced":
        return force(article, editor)
    actions.submit(article, user=author)
    if state.startswith("embargo"):
        return under_embargo(fresh(article), state, editor, chief)
    if state in ("public", "proposed", "taken_down"):
        actions.decide(fresh(article), "approve", user=editor)
        if state != "public":
            proposal = withdrawals.propose(fresh(article), user=editor, **WITHDRAWAL | {"replacement": None})
        if state == "taken_down":
            withdrawals.carry_out(proposal, user=chief)
    elif state == "scheduled":
        task_state = fresh(article).current_workflow_task_state
        moment = timezone.now() + timedelta(days=1)
        task_state.task.specific.on_action(task_state, editor, "schedule", publish_at=moment)
    return fresh(article)


def under_embargo(article, state, editor, chief):
    """Hold the submitted ``article``, approve it, and let one journalist read it; or cancel all that."""
    embargo = embargo_acts.set_embargo(article, timezone.now() + timedelta(days=1), user=chief)
    actions.decide(fresh(article), "approve", user=editor)
    early_readers.invite(embargo, user=chief, name="Rina", organisation="Harian Uji", email="rina@harian.test")
    if state == "embargo_cancelled":
        embargo_acts.cancel_embargo(fresh(article), user=chief, reason="Acara ditunda.")
    return fresh(article)


def embargo_screen(client, page, act, **data):
    return client.post(reverse("newsroom_embargo", args=[page.pk]), {act: "1"} | data)


def reader_of(page):
    reader = EarlyReader.objects.filter(embargo__page_id=page.pk).first()
    return reader.pk if reader else 1


def state_of_embargo(page):
    """Everything that an act on an embargo may change."""
    return (
        list(Embargo.objects.filter(page_id=page.pk).values_list("pk", "lifts_at", "outcome")),
        list(EarlyReader.objects.filter(embargo__page_id=page.pk).values_list("pk", "revoked_at")),
        OutboxEntry.objects.filter(kind="early_link").count(),
        page.get_parent().pk,
    )


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


def copy_data(page):
    return {
        "new_title": "Salinan",
        "new_slug": f"salinan-{page.pk}",
        "new_parent_page": Desk.objects.of_the_newsroom().get().pk,
    }


def bulk(client, page, action, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?id={page.pk}", data)


def agency_desk_key():
    return Desk.objects.get(slug="dinas-uji").pk


def approve_in_the_form(client, page):
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return post_edit(client, page, **data, loaded_revision_id=page.latest_revision_id)


WITHDRAWAL = {"kind": "taken_down", "reason": "inaccurate", "public_text": "Angkanya keliru.", "replacement": ""}

NEW_READER = {"reader-name": "Budi", "reader-organisation": "Radio Uji", "reader-email": "budi@radio.test"}

ACTS = {
    "edit": lambda client, page: post_edit(client, page, form={"lead": "Teras baru."}),
    "submit": lambda client, page: post_edit(client, page, **{"action-submit": "1"}),
    "approve": lambda client, page: decide(client, page, "approve"),
    "return": lambda client, page: decide(client, page, "reject"),
    "schedule": lambda client, page: decide(client, page, "schedule", **slot_data()),
    "move_slot": lambda client, page: client.post(reverse("newsroom_slot", args=[page.pk]), slot_data()),
    "propose_withdrawal": lambda client, page: client.post(reverse("newsroom_withdrawal", args=[page.pk]), WITHDRAWAL),
    "carry_out": lambda client, page: client.post(reverse("newsroom_withdrawal", args=[page.pk]), {"carry_out": "1"}),
    "refuse": lambda client, page: client.post(reverse("newsroom_withdrawal", args=[page.pk]), {"refuse": "1"}),
    "approve_form": approve_in_the_form,
    "cancel_slot": lambda client, page: client.post(reverse("newsroom_slot", args=[page.pk]), {"cancel": "1"}),
    "copy": lambda client, page: client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        copy_data(page),
    ),
    "move": lambda client, page: client.post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, agency_desk_key()])
    ),
    "bulk_move": lambda client, page: bulk(client, page, "move", chooser=agency_desk_key()),
    "bulk_delete": lambda client, page: bulk(client, page, "delete"),
    "delete": lambda client, page: client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
    "publish": lambda client, page: post_edit(client, page, **{"action-publish": "1"}),
    "unpublish": lambda client, page: client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
    "force": lambda client, page: client.post(reverse("newsroom_emergency", args=[page.pk]), form_of(page)),
    "clear": lambda client, page: client.post(reverse("newsroom_emergency_clearing", args=[page.pk]), {"note": ""}),
    "set_embargo": lambda client, page: embargo_screen(client, page, "set", terms="", **slot_data()),
    "move_embargo": lambda client, page: embargo_screen(
        client, page, "move", **{"move-publish_at": slot_data()["publish_at"]}
    ),
    "break_embargo": lambda client, page: embargo_screen(client, page, "break", **{"end-reason": "Sudah bocor."}),
    "cancel_embargo": lambda client, page: embargo_screen(client, page, "cancel", **{"end-reason": "Ditunda."}),
    "return_to_desk": lambda client, page: embargo_screen(client, page, "return"),
    "invite": lambda client, page: embargo_screen(client, page, "invite", **NEW_READER),
    "resend": lambda client, page: embargo_screen(client, page, "resend", resend=reader_of(page)),
    "revoke": lambda client, page: embargo_screen(client, page, "revoke", revoke=reader_of(page)),
}
EMBARGO_ACTS = {
    *("set_embargo", "move_embargo", "break_embargo", "cancel_embargo", "return_to_desk"),
    *("invite", "resend", "revoke"),
}


def done(act, page):
    """Whether the database says that ``act`` took place."""
    now = ArticlePage.objects.filter(pk=page.pk).first()
    if act in ("delete", "bulk_delete"):
        return now is None
    if act in EMBARGO_ACTS:
        return state_of_embargo(now) != page.embargo_before
    if act == "clear":
        return ForceClearing.objects.filter(force__page_id=page.pk).exists()
    if act in ("move", "bulk_move"):
        return now.get_parent().pk != page.get_parent().pk
    if act == "copy":
        return ArticlePage.objects.filter(slug__in=["salinan", f"salinan-{page.pk}"]).exists()
    if act == "carry_out":
        return Withdrawal.objects.filter(page_id=page.pk).count() != page.withdrawals_before
    if act == "refuse":
        return WithdrawalRequest.objects.filter(page_id=page.pk, decided_by__isnull=False).exists()
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
    if act == "cancel_slot":
        return open_slot_of(now) is None
    if act == "propose_withdrawal":
        return WithdrawalRequest.objects.filter(page_id=page.pk).count() != page.proposals_before
    return now.live != page.live


def note_what_is(page):
    """Keep on ``page`` what the acts are compared with."""
    page.embargo_before = state_of_embargo(page)
    page.slot_before, page.stage_before = open_slot_of(page), page.stage
    page.withdrawals_before = Withdrawal.objects.filter(page_id=page.pk).count()
    page.proposals_before = WithdrawalRequest.objects.filter(page_id=page.pk).count()
    return page


@pytest.mark.parametrize("who", [*PEOPLE, AUTHOR])
@pytest.mark.parametrize("state", TABLE)
def test_each_role_may_do_what_the_table_says_and_nothing_else(state, who, newsroom_desk, agency_desk, request):
    author, editor = request.getfixturevalue("wartawan"), request.getfixturevalue("redaktur2")
    chief = person("pemred2", Role.MANAGING_EDITOR)
    user = author if who == AUTHOR else request.getfixturevalue(PEOPLE[who])
    client = client_of(user)
    wrong = []
    page = None
    for act, allowed in TABLE[state].items():
        # What was refused has changed nothing, so the next act finds the same release.
        page = note_what_is(page or at_stage(state, newsroom_desk, author, editor, chief))
        response = ACTS[act](client, page)
        happened = done(act, page)
        if happened != (who in allowed):
            wrong.append(f"{who} {act} {state}: {'done' if happened else 'refused'} ({response.status_code})")
        if who not in allowed and response.status_code >= 500:
            wrong.append(f"{who} {act} {state}: error {response.status_code}")
        if happened:
            ArticlePage.objects.filter(slug__startswith="salinan").delete()
            page = None
    assert not wrong, "\n".join(wrong)


def test_the_table_knows_every_role():
    assert set(PEOPLE) == set(ROLES)
    assert set(REVIEWING_ROLES) == EDITORS
