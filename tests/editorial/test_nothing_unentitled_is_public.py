"""No page is public without an entitlement for exactly its content, through whatever code."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from home.models import HomePage
from newsroom.articles.models import ArticlePage, NewsIndexPage
from newsroom.editorial import embargo_acts
from newsroom.editorial.models import AppendOnlyError, Entitlement, NotEntitled, Submission
from newsroom.pages.models import StandardPage
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db


def is_live(page):
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan)


@pytest.fixture
def published(newsroom_desk):
    return public_article(newsroom_desk)


def test_a_saved_draft_cannot_be_switched_live(draft):
    draft.live = True
    with pytest.raises(NotEntitled):
        draft.save()
    with pytest.raises(NotEntitled):
        draft.save(update_fields=["live"])
    assert not is_live(draft)


def test_wagtails_own_publish_action_is_refused_even_without_permission_checks(draft, superuser):
    with pytest.raises(NotEntitled):
        PublishPageRevisionAction(draft.latest_revision, user=superuser).execute(skip_permission_checks=True)
    with pytest.raises(PermissionDenied):
        draft.latest_revision.publish(user=superuser, skip_permission_checks=True)
    assert not is_live(draft)


@pytest.mark.parametrize("field", ["title", "lead", "seo_title", "dateline"])
def test_a_public_text_cannot_be_changed_in_place(published, field):
    setattr(published, field, "Kata-kata yang tidak pernah disetujui")
    with pytest.raises(NotEntitled):
        published.save()
    with pytest.raises(NotEntitled):
        published.save(update_fields=[field])
    assert getattr(ArticlePage.objects.get(pk=published.pk), field) != "Kata-kata yang tidak pernah disetujui"


def test_a_public_page_cannot_be_unpublished_or_deleted(published, superuser):
    with pytest.raises(NotEntitled):
        UnpublishPageAction(published, user=None).execute(skip_permission_checks=True)
    with pytest.raises(NotEntitled):
        published.unpublish(user=superuser)
    with pytest.raises(NotEntitled):
        published.delete()
    assert is_live(published)


def test_neither_a_public_copy_nor_an_alias_can_be_made(published, superuser, newsroom_desk):
    with pytest.raises(PermissionDenied):
        published.copy(update_attrs={"title": "Salinan"}, user=superuser)
    with pytest.raises(PermissionDenied):
        published.create_alias(parent=newsroom_desk, update_slug="alias")
    with pytest.raises(PermissionDenied):
        CreatePageAliasAction(published, parent=newsroom_desk, update_slug="alias", user=superuser).execute()
    assert ArticlePage.objects.count() == 1


def test_a_draft_copy_starts_from_nothing_public(published, wartawan):
    copy = CopyPageAction(published, update_attrs={"title": "Salinan", "slug": "salinan"}, keep_live=False).execute()
    copy = ArticlePage.objects.get(pk=copy.pk)
    assert not copy.live
    assert not copy.is_public
    assert copy.published_at is None
    assert copy.address == copy.slug != published.address


def test_wagtails_schedule_fields_do_nothing(draft):
    with pytest.raises(NotEntitled):
        draft.save_revision(approved_go_live_at=timezone.now())
    draft.expire_at = timezone.now()
    with pytest.raises(NotEntitled):
        draft.save()


def test_an_entitlement_for_other_words_is_worth_nothing(draft, superuser):
    Entitlement.objects.create(page_id=draft.pk, kind="import", fingerprint="0" * 64, person=superuser, batch="x")
    draft.live = True
    with pytest.raises(NotEntitled):
        draft.save()


@pytest.mark.parametrize("model", [HomePage, NewsIndexPage, StandardPage])
def test_front_page_index_and_standing_pages_are_bound_in_the_same_way(newsroom_desk, model, superuser):
    page = model.objects.first()
    assert page.live
    page.title = "Judul yang tidak disetujui"
    with pytest.raises(NotEntitled):
        page.save()
    with pytest.raises(NotEntitled):
        page.delete()
    assert not page.permissions_for_user(superuser).can_publish()


def test_records_are_written_once(published):
    entitlement = Entitlement.objects.first()
    entitlement.batch = "lain"
    for change in (
        entitlement.save,
        entitlement.delete,
        Entitlement.objects.all().delete,
        lambda: Entitlement.objects.update(batch="lain"),
        lambda: Submission.objects.all().delete(),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.parametrize(
    ("field", "value"), [("live", True), ("title", "Judul selundupan"), ("expire_at", timezone.now())]
)
def test_the_base_page_class_is_no_way_round(draft, published, field, value):
    for page in (draft, published):
        base = Page.objects.get(pk=page.pk)
        if getattr(base, field) == value:
            continue
        setattr(base, field, value)
        with pytest.raises(NotEntitled):
            base.save()
        with pytest.raises(NotEntitled):
            base.save(update_fields=[field], clean=False)


def test_a_public_page_is_not_moved_by_code(published, agency_desk):
    with pytest.raises(NotEntitled):
        published.move(agency_desk, pos="last-child")


def test_wagtails_command_moves_nothing_that_was_public_or_is_under_embargo(
    draft, published, pemred, newsroom_desk, agency_desk
):
    with pytest.raises(NotEntitled):
        call_command("move_pages", newsroom_desk.pk, agency_desk.pk, stdout=StringIO())
    assert Page.objects.get(pk=published.pk).get_parent().pk == newsroom_desk.pk
    embargo_acts.set_embargo(ArticlePage.objects.get(pk=draft.pk), timezone.now() + timedelta(days=1), user=pemred)
    held = Page.objects.get(pk=draft.pk)
    with pytest.raises(NotEntitled):
        held.move(agency_desk, pos="last-child")
    assert Page.objects.get(pk=draft.pk).get_parent().pk not in (newsroom_desk.pk, agency_desk.pk)
