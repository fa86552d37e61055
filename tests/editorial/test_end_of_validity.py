"""A release that ends by itself: agreed by two people, and true at its second whether or not the worker runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.agencies.models import Agency
from newsroom.articles.enums import AgencyRole
from newsroom.articles.models import ArticleAgency, ArticlePage, TaggedArticle
from newsroom.editorial import actions, clock, outbox, withdrawals
from newsroom.editorial.enums import ReviewAction, Stage, WithdrawalOutcome
from newsroom.editorial.models import NotEntitled, Withdrawal, WithdrawalRequest
from newsroom.images.media_use import is_public
from newsroom.images.models import NewsImage
from newsroom.images.renditions import make_renditions
from tests.factories import article_draft, public_article
from tests.images.files import photo
from tests.people import client_of

pytestmark = pytest.mark.django_db

REASON = "Pendaftaran sudah ditutup."
WORD = "kataberakhir"


@pytest.fixture
def published(newsroom_desk):
    article = public_article(newsroom_desk, title=f"Pendaftaran {WORD}", tags=(f"tag {WORD}",))
    outbox.run_due()
    return article


def agree_on_end(article, proposer, decider, kind="withdrawn", wait=timedelta(hours=2)):
    ends_at = timezone.now() + wait
    fields = {"kind": kind, "reason": "other", "public_text": REASON, "effective_at": ends_at}
    proposal = withdrawals.propose(article, user=proposer, **fields)
    assert withdrawals.carry_out(proposal, user=decider) is None
    return ends_at


def lists_that_show(article):
    """Return the public lists in which the article's title or address stands."""
    day = timezone.localtime(article.published_at)
    tag = article.tagged_items.get().tag
    addresses = [
        "/",
        "/berita/",
        "/feed/",
        "/feed/rss/",
        f"/sitemap-{day:%Y}-{day:%m}.xml",
        f"/cari/?q={WORD}",
        tag.public_path,
        f"/arsip/{day:%Y}/{day:%m}/{day:%d}/",
    ]
    shown = []
    for address in addresses:
        text = Client().get(address).content.decode()
        if article.title in text or article.public_path in text:
            shown.append(address)
    return shown


def test_before_its_end_the_release_is_public_everywhere(published, redaktur, pemred):
    agree_on_end(published, redaktur, pemred)
    shown = lists_that_show(published)
    assert len(shown) == 8, shown
    assert REASON not in Client().get(published.public_path).content.decode()


def test_at_its_end_it_is_withdrawn_and_out_of_every_list_though_no_worker_runs(published, redaktur, pemred):
    ends_at = agree_on_end(published, redaktur, pemred)
    with time_machine.travel(ends_at + timedelta(seconds=1), tick=False):
        assert lists_that_show(published) == []
        page = Client().get(published.public_path)
        assert page.status_code == 200
        text = page.content.decode()
        assert REASON in text
        assert 'content="noindex"' in text
        assert not ArticlePage.objects.public().filter(pk=published.pk).exists()
        ended = ArticlePage.objects.get(pk=published.pk)
        assert ended.stage == Stage.WITHDRAWN
        assert not ended.permissions_for_user(redaktur).can_edit()
    # Nothing was written: the query alone said so.
    assert not Withdrawal.objects.exists()
    assert TaggedArticle.objects.filter(is_public=True).count() == 1


def test_a_topic_or_agency_with_nothing_else_leaves_the_directories_at_the_same_second(newsroom_desk, redaktur, pemred):
    agency = Agency.objects.create(name="Dinas Berakhir", slug="dinas-berakhir", kind="dinas")
    links = [ArticleAgency(agency=agency, role=AgencyRole.OWN)]
    published = public_article(newsroom_desk, tags=(f"tag {WORD}",), agency_links=links)
    directories = {"/tag/?huruf=t": WORD, "/instansi/": agency.name}
    for address, words in directories.items():
        assert words in Client().get(address).content.decode(), address
    ends_at = agree_on_end(published, redaktur, pemred)
    with time_machine.travel(ends_at, tick=False):
        for address, words in directories.items():
            assert words not in Client().get(address).content.decode(), address


def test_an_end_that_takes_down_answers_410_with_the_reason_at_its_second(published, redaktur, pemred):
    ends_at = agree_on_end(published, redaktur, pemred, kind="taken_down")
    with time_machine.travel(ends_at + timedelta(seconds=1), tick=False):
        answer = Client().get(published.public_path)
        assert answer.status_code == 410
        assert REASON in answer.content.decode()


def test_the_worker_writes_the_record_later_and_nothing_changes_for_readers(published, redaktur, pemred):
    ends_at = agree_on_end(published, redaktur, pemred)
    with time_machine.travel(ends_at + timedelta(minutes=10), tick=False):
        before = Client().get(published.public_path).content
        clock.run()
        clock.run()
        assert Client().get(published.public_path).content == before
        record = Withdrawal.objects.get()
        assert (record.created_at, record.approved_by, record.requested_by) == (ends_at, pemred, redaktur)
        assert not TaggedArticle.objects.filter(is_public=True).exists()
        published.refresh_from_db()
        assert (published.is_public, published.ends_at, published.withdrawal_kind) == (False, None, "withdrawn")
        assert WithdrawalRequest.objects.get().outcome == WithdrawalOutcome.DONE


def test_an_agreed_end_is_cancelled_before_it_comes_and_not_after(published, redaktur, pemred):
    ends_at = agree_on_end(published, redaktur, pemred)
    planned = WithdrawalRequest.objects.get()
    with pytest.raises(PermissionDenied):
        withdrawals.cancel_end(planned, user=redaktur)
    with time_machine.travel(ends_at, tick=False), pytest.raises(PermissionDenied):
        withdrawals.cancel_end(planned, user=pemred)
    withdrawals.cancel_end(planned, user=pemred)
    with time_machine.travel(ends_at + timedelta(seconds=1), tick=False):
        clock.run()
        assert ArticlePage.objects.public().filter(pk=published.pk).exists()


def test_one_person_cannot_set_an_end_and_two_ends_cannot_stand(published, redaktur, pemred):
    now = timezone.now()
    fields = {"kind": "withdrawn", "reason": "other", "public_text": REASON}
    with pytest.raises(PermissionDenied):
        withdrawals.propose(published, user=redaktur, effective_at=now - timedelta(minutes=1), **fields)
    proposal = withdrawals.propose(published, user=pemred, effective_at=now + timedelta(hours=1), **fields)
    with pytest.raises(PermissionDenied):
        withdrawals.carry_out(proposal, user=pemred)
    assert ArticlePage.objects.get(pk=published.pk).ends_at is None
    withdrawals.refuse(proposal, user=superuser_like(pemred, redaktur))


def superuser_like(pemred, redaktur):
    """Give the editor the managing editor's groups, as a second person with the right."""
    redaktur.groups.set(pemred.groups.all())
    return type(redaktur).objects.get(pk=redaktur.pk)


def test_a_change_approved_before_the_end_does_not_bring_the_release_back(newsroom_desk, wartawan, redaktur, pemred):
    article = article_draft(newsroom_desk, owner=wartawan, title=f"Rilis {WORD}")
    actions.submit(article, user=wartawan)
    article = ArticlePage.objects.get(pk=article.pk)
    actions.decide(article, ReviewAction.APPROVE, user=redaktur)
    article = ArticlePage.objects.get(pk=article.pk)
    ends_at = agree_on_end(article, redaktur, pemred)
    changed = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    changed.lead, changed.correction_kind, changed.correction_note = "Teras baru.", "pembaruan", "Teras."
    changed.save_revision(user=wartawan)
    actions.submit(ArticlePage.objects.get(pk=article.pk), user=wartawan)
    with time_machine.travel(ends_at + timedelta(seconds=1), tick=False):
        with pytest.raises((NotEntitled, PermissionDenied)), transaction.atomic():
            actions.decide(ArticlePage.objects.get(pk=article.pk), ReviewAction.APPROVE, user=redaktur)
        clock.run()
        ended = ArticlePage.objects.get(pk=article.pk)
        assert (ended.is_public, ended.withdrawal_kind) == (False, "withdrawn")
        assert not ended.workflow_in_progress


def test_the_screen_sets_and_cancels_an_end_by_two_people(published, redaktur, pemred):
    address = reverse("newsroom_withdrawal", args=[published.pk])
    later = timezone.localtime() + timedelta(days=2)
    form = {"kind": "withdrawn", "reason": "other", "public_text": REASON, "effective_at": f"{later:%Y-%m-%dT%H:%M}"}
    editor, chief = client_of(redaktur), client_of(pemred)
    past = {**form, "effective_at": "2020-01-01T00:00"}
    assert "Waktu ini sudah lewat" in editor.post(address, past).content.decode()
    editor.post(address, form)
    chief.post(address, {"carry_out": "1"})
    published.refresh_from_db()
    assert published.ends_at == later.replace(second=0, microsecond=0)
    assert "Berlaku sampai" in chief.get(address).content.decode()
    chief.post(address, {"cancel_end": "1"})
    published.refresh_from_db()
    assert published.ends_at is None


def test_the_database_holds_one_agreed_end_a_page(published, redaktur, pemred):
    agree_on_end(published, redaktur, pemred)
    row = WithdrawalRequest.objects.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_files_are_private_from_the_same_second_and_their_renditions_go_with_the_record(
    newsroom_desk, redaktur, pemred, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path / "media"
    image = NewsImage.objects.create(title="Foto", file=photo("foto.jpg", 96, 64), description="Foto")
    article = public_article(newsroom_desk, lead_image=image)
    make_renditions(image)
    ends_at = agree_on_end(article, redaktur, pemred, kind="taken_down")
    assert is_public(image)
    with time_machine.travel(ends_at + timedelta(seconds=1), tick=False):
        assert not is_public(image)
        with django_capture_on_commit_callbacks(execute=True):
            clock.run()
        assert not is_public(image)
        assert not image.renditions.exists()
