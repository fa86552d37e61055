"""Every door of the admin, by HTTP: who may, who may not, and what is stored afterwards."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page

from newsroom.articles.models import ArticlePage, NewsIndexPage
from newsroom.editorial import actions
from newsroom.editorial.enums import Stage
from newsroom.editorial.models import Submission
from tests.factories import article_draft, public_article
from tests.forms import article_form
from tests.people import client_of

pytestmark = pytest.mark.django_db

EVERYBODY = ["wartawan", "wartawan2", "kontributor", "redaktur", "pemred", "arsip", "admin", "superuser"]
WRITERS = ["wartawan", "redaktur", "superuser"]


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def edit_url(article):
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan)


@pytest.fixture
def submitted(draft, wartawan):
    actions.submit(draft, user=wartawan)
    return fresh(draft)


@pytest.fixture
def published(newsroom_desk):
    return public_article(newsroom_desk)


@pytest.mark.parametrize("who", WRITERS)
def test_publishing_from_the_edit_form_is_forbidden_and_saves_nothing(draft, who, request):
    client = client_of(request.getfixturevalue(who))
    before = draft.revisions.count()
    response = client.post(edit_url(draft), article_form(draft, lead="Diam-diam.") | {"action-publish": "1"})
    assert response.status_code == 403
    assert not fresh(draft).live
    assert draft.revisions.count() == before


@pytest.mark.parametrize("who", WRITERS)
def test_publishing_from_the_create_form_is_forbidden_and_creates_nothing(newsroom_desk, who, request):
    client = client_of(request.getfixturevalue(who))
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])
    response = client.post(url, article_form() | {"action-publish": "1"})
    assert response.status_code == 403
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_actions_change_nothing(draft, published, who, action, request):
    client = client_of(request.getfixturevalue(who))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    pages = [published] if action in ("unpublish", "delete", "move") else [draft]
    query = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"{url}?{query}", {"chooser": NewsIndexPage.objects.get().pk})
    assert response.status_code in (200, 302, 403)
    assert not fresh(draft).live
    assert fresh(published).live
    assert fresh(published).get_parent() == published.get_parent()


@pytest.mark.parametrize("who", WRITERS)
def test_a_bulk_publish_answers_403_and_not_a_success_message(draft, who, request):
    client = client_of(request.getfixturevalue(who))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{url}?id={draft.pk}").status_code in (200, 403)
    assert not fresh(draft).live


@pytest.mark.parametrize("who", WRITERS)
@pytest.mark.parametrize("extra", ["publish_copies", "alias", "copy_subpages"])
def test_a_copy_that_asks_to_be_public_or_an_alias_is_forbidden(draft, published, newsroom_desk, who, extra, request):
    client = client_of(request.getfixturevalue(who))
    data = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": newsroom_desk.pk, extra: "on"}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[draft.pk]), data)
    assert response.status_code == 403
    response = client.post(reverse("wagtailadmin_pages:copy", args=[published.pk]), data)
    # Wagtail sends those who may not even edit the page back to the desk.
    assert response.status_code == (302 if who == "wartawan" else 403)
    assert ArticlePage.objects.count() == 2


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_can_delete_move_or_unpublish_what_was_public(published, agency_desk, who, request):
    client = client_of(request.getfixturevalue(who))
    parent = published.get_parent()
    for name, args in (
        ("delete", [published.pk]),
        ("unpublish", [published.pk]),
        ("move_confirm", [published.pk, agency_desk.pk]),
        ("set_privacy", [published.pk]),
    ):
        response = client.post(reverse(f"wagtailadmin_pages:{name}", args=args))
        assert response.status_code in (302, 403), name
    assert fresh(published).live
    assert fresh(published).get_parent() == parent
    assert not published.view_restrictions.exists()


@pytest.mark.parametrize("who", ["wartawan", "redaktur", "pemred", "superuser"])
def test_a_submitted_release_is_neither_deleted_nor_moved(submitted, agency_desk, who, request):
    client = client_of(request.getfixturevalue(who))
    client.post(reverse("wagtailadmin_pages:delete", args=[submitted.pk]))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[submitted.pk, agency_desk.pk]))
    assert fresh(submitted).get_parent() != agency_desk.page_ptr


@pytest.mark.parametrize("bulk", [False, True], ids=["move", "bulk move"])
def test_an_editor_moves_a_draft_to_another_desk_and_its_address_stays(draft, agency_desk, redaktur, bulk):
    address = draft.url_path
    if bulk:
        url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id={draft.pk}"
        client_of(redaktur).post(url, {"chooser": agency_desk.pk})
    else:
        client_of(redaktur).post(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, agency_desk.pk]))
    moved = fresh(draft)
    assert moved.get_parent().pk == agency_desk.pk
    assert moved.url_path == address
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_author_may_throw_away_a_draft_that_nobody_saw(draft, wartawan, wartawan2):
    url = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    client_of(wartawan2).post(url)
    assert Page.objects.filter(pk=draft.pk).exists()
    client_of(wartawan).post(url)
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_the_officer_submits_from_the_form_and_the_editor_approves_from_the_form(newsroom_desk, wartawan, redaktur):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", newsroom_desk.pk])
    response = client_of(wartawan).post(url, article_form(tags="dinsos jatim") | {"action-submit": "1"})
    assert response.status_code == 302
    article = ArticlePage.objects.get()
    assert article.stage == Stage.SUBMITTED

    client = client_of(redaktur)
    assert client.get(edit_url(article)).status_code == 200
    data = article_form(article, tags="dinsos jatim") | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "loaded_revision_id": article.latest_revision_id,
    }
    response = client.post(edit_url(article), data)
    assert response.status_code == 302
    article = fresh(article)
    assert article.live
    assert article.signature == "(her/s)"
    assert [tag.name for tag in article.tags.all()] == ["dinsos jatim"]


def approve(client, article, **changes):
    data = article_form(article, **changes) | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "loaded_revision_id": article.latest_revision_id,
    }
    return client.post(edit_url(article), data)


def test_an_approver_who_changes_the_text_in_the_same_request_is_refused(submitted, redaktur):
    response = approve(client_of(redaktur), submitted, lead="Teras selundupan.")
    assert response.status_code == 403
    assert not fresh(submitted).live


@pytest.mark.parametrize("who", ["wartawan", "wartawan2", "kontributor", "arsip", "admin"])
def test_people_who_are_no_editors_cannot_approve_from_the_form(submitted, who, request):
    response = approve(client_of(request.getfixturevalue(who)), submitted)
    assert response.status_code in (302, 403)
    assert not fresh(submitted).live


@pytest.mark.parametrize("who", ["wartawan", "wartawan2", "kontributor", "arsip", "admin"])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_people_who_are_no_editors_cannot_decide_from_the_dashboard(submitted, who, action, request):
    task_state = submitted.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, action, task_state.pk])
    response = client_of(request.getfixturevalue(who)).post(url, {"comment": "Tidak."})
    assert response.status_code in (302, 403)
    assert fresh(submitted).stage == Stage.SUBMITTED


def test_an_editor_cannot_approve_the_own_draft_through_form_or_dashboard(newsroom_desk, redaktur):
    article = article_draft(newsroom_desk, owner=redaktur)
    actions.submit(article, user=redaktur)
    article = fresh(article)
    client = client_of(redaktur)
    assert approve(client, article).status_code == 403
    task_state = article.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task_state.pk]))
    assert not fresh(article).live


def test_an_approval_of_an_outdated_form_is_refused(submitted, redaktur, redaktur2):
    stale = submitted.latest_revision_id
    other = submitted.get_latest_revision_as_object()
    other.lead = "Teras dari redaktur kedua."
    other.save_revision(user=redaktur2)
    data = article_form(fresh(submitted)) | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "loaded_revision_id": stale,
    }
    assert client_of(redaktur).post(edit_url(submitted), data).status_code == 403
    assert not fresh(submitted).live


def test_a_return_needs_a_reason_through_the_form_and_the_modal(submitted, redaktur, wartawan):
    client = client_of(redaktur)
    data = article_form(submitted) | {
        "action-workflow-action": "1",
        "workflow-action-name": "reject",
        "workflow-action-extra-data": '{"comment": ""}',
    }
    assert client.post(edit_url(submitted), data).status_code == 400
    task_state = submitted.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "reject", task_state.pk])
    client.post(url, {"comment": " "})
    assert fresh(submitted).stage == Stage.SUBMITTED
    mail.outbox.clear()
    client.post(url, {"comment": "Kutipan belum dicek."})
    assert fresh(submitted).stage == Stage.RETURNED
    assert mail.outbox[0].to == [wartawan.email]
    page = client_of(wartawan).get(edit_url(submitted))
    assert "Kutipan belum dicek." in page.content.decode()


def test_after_submission_the_author_is_locked_out_and_may_withdraw_it(submitted, wartawan):
    client = client_of(wartawan)
    client.post(edit_url(submitted), article_form(submitted, lead="Perubahan terlambat."))
    assert fresh(submitted).get_latest_revision_as_object().lead != "Perubahan terlambat."
    client.post(edit_url(submitted), article_form(submitted) | {"action-cancel-workflow": "1"})
    assert fresh(submitted).stage == Stage.DRAFT


def test_submitting_needs_a_lead_and_a_text_without_the_dateline(draft, wartawan):
    from wagtail.test.utils.form_data import rich_text, streamfield

    client = client_of(wartawan)
    response = client.post(edit_url(draft), article_form(draft, lead="") | {"action-submit": "1"})
    assert response.status_code == 200
    two = "Dinas Sosial menyalurkan bantuan. Warga menyambutnya dengan gembira."
    response = client.post(edit_url(draft), article_form(draft, lead=two) | {"action-submit": "1"})
    assert "lead" in response.context["form"].errors
    repeated = streamfield([("paragraph", rich_text("<p>Jatim Newsroom – Dinas Sosial menyalurkan bantuan.</p>"))])
    response = client.post(edit_url(draft), article_form(draft, body=repeated) | {"action-submit": "1"})
    assert response.status_code == 200
    assert "Jatim Newsroom" in str(response.context["form"].errors["dateline"])
    assert not Submission.objects.exists()


def test_a_half_done_draft_can_be_saved(draft, wartawan):
    response = client_of(wartawan).post(edit_url(draft), article_form(draft, lead=""))
    assert response.status_code == 302
    assert fresh(draft).get_latest_revision_as_object().lead == ""


def test_an_officer_cannot_forge_the_editors_initials(draft, wartawan, redaktur):
    from wagtail.test.utils.form_data import inline_formset

    forged = inline_formset([{"byline": redaktur.byline.pk, "printed_name": "", "role": "editor", "ORDER": 1}])
    response = client_of(wartawan).post(edit_url(draft), article_form(draft, credits=forged))
    assert response.status_code == 200
    assert not fresh(draft).get_latest_revision_as_object().editor_credits


def test_a_change_to_a_public_release_stays_unseen_until_it_is_approved(published, redaktur, redaktur2):
    old = published.lead
    client = client_of(redaktur)
    minor = {"correction_kind": "minor"}
    client.post(edit_url(published), article_form(published, lead="Teras baru.", **minor))
    assert fresh(published).lead == old
    client.post(edit_url(published), article_form(fresh(published), **minor) | {"action-submit": "1"})
    assert fresh(published).stage == Stage.PUBLIC_SUBMITTED
    assert fresh(published).lead == old
    assert approve(client_of(redaktur2), fresh(published), **minor).status_code == 302
    assert fresh(published).lead == "Teras baru."
    assert fresh(published).changed_at is None
    assert fresh(published).published_at == published.published_at
