"""Release numbers: one for each release, without gaps, for good."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from newsroom.articles.enums import AgencyRole
from newsroom.articles.models import ArticleAgency, ArticlePage
from newsroom.editorial import actions, numbers, triggers, withdrawals
from newsroom.editorial.models import AppendOnlyError, NumberCounter, ReleaseNumber
from tests.factories import article_draft, public_article

MAY = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
# Already 2027 in the newsroom's time zone.
NEW_YEARS_EVE = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
WITHDRAWAL = {"reason": "inaccurate", "public_text": "Angkanya keliru."}


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def publish(article, author, editor):
    actions.submit(fresh(article), user=author)
    actions.decide(fresh(article), "approve", user=editor)
    return fresh(article)


def get(path):
    return Client().get(path)


@pytest.mark.django_db
class TestNumbers:
    def test_each_series_and_year_counts_for_itself(self, newsroom_desk, agency_desk, agency):
        first = public_article(newsroom_desk, published_at=MAY)
        second = public_article(newsroom_desk, published_at=MAY)
        of_desk = public_article(agency_desk, published_at=MAY)
        own = article_draft(newsroom_desk, published_at=MAY)
        own.agency_links.add(ArticleAgency(agency=agency, role=AgencyRole.OWN))
        own.save_revision()
        actions.publish_import(fresh(own), user=own.owner, batch="test")
        next_year = public_article(newsroom_desk, published_at=NEW_YEARS_EVE)
        assert [first.release_number, second.release_number] == ["001/JNR/2026", "002/JNR/2026"]
        assert [of_desk.release_number, fresh(own).release_number] == ["001/DINAS-UJI/2026", "002/DINAS-UJI/2026"]
        assert next_year.release_number == "001/JNR/2027"

    def test_it_is_given_at_first_publication_and_never_changes(self, newsroom_desk, wartawan, redaktur, agency):
        article = article_draft(newsroom_desk, owner=wartawan)
        assert (article.release_number, article.short_path) == ("", "")
        number = publish(article, wartawan, redaktur).release_number
        assert number.startswith("001/JNR/")
        change = fresh(article).get_latest_revision_as_object()
        change.title, change.correction_kind = "Judul yang Dibetulkan", "minor"
        change.agency_links.add(ArticleAgency(agency=agency, role=AgencyRole.OWN))
        change.save_revision(user=wartawan)
        assert publish(article, wartawan, redaktur).title == "Judul yang Dibetulkan"
        assert fresh(article).release_number == number
        assert ReleaseNumber.objects.count() == 1

    def test_it_is_no_part_of_what_is_approved(self, newsroom_desk):
        article = public_article(newsroom_desk)
        assert article.release_number
        assert article.fingerprint() == article.current_entitlement.fingerprint
        assert article.release_number not in str(article.canonical_content())

    def test_a_publication_that_fails_leaves_no_gap(self, newsroom_desk):
        article = article_draft(newsroom_desk)
        with transaction.atomic():
            actions.publish_import(article, user=article.owner, batch="test")
            assert ReleaseNumber.objects.exists()
            transaction.set_rollback(True)
        assert not ReleaseNumber.objects.exists()
        after = public_article(newsroom_desk, published_at=MAY)
        assert after.release_number == "001/JNR/2026"

    def test_a_copy_has_no_number_and_an_old_version_brings_none_back(self, newsroom_desk):
        article = public_article(newsroom_desk)
        copy = article.copy(
            keep_live=False, update_attrs={"slug": "salinan", "address": "salinan"}, reset_translation_key=True
        )
        assert copy.specific.release_number == ""
        assert article.get_latest_revision_as_object().release_number == article.release_number

    def test_numbers_are_never_changed_or_removed(self, newsroom_desk):
        public_article(newsroom_desk)
        number = ReleaseNumber.objects.get()
        number.sequence = 9
        with pytest.raises(AppendOnlyError):
            number.save()
        with pytest.raises(AppendOnlyError):
            number.delete()


@pytest.mark.django_db
class TestFindingByNumber:
    def test_the_page_prints_it_and_tells_machines(self, newsroom_desk):
        article = public_article(newsroom_desk, published_at=MAY)
        text = get(article.public_path).content.decode()
        assert '<a class="release-number" href="/r/001-jnr-2026">001/JNR/2026</a>' in text
        assert '"identifier":"001/JNR/2026"' in text

    @pytest.mark.parametrize(
        "typed", ["001/JNR/2026", "1/jnr/2026", "No. 001/JNR/2026", "Nomor: 001/JNR/2026", " 001-jnr-2026 "]
    )
    def test_the_search_finds_it_however_it_is_typed(self, newsroom_desk, typed):
        article = public_article(newsroom_desk, published_at=MAY)
        public_article(newsroom_desk, published_at=MAY)
        response = Client().get("/cari/", {"q": typed})
        assert [found.pk for found in response.context["articles"]] == [article.pk]

    @pytest.mark.parametrize(
        "typed", ["", "2026", "001", "12 November 2026", "0/JNR/2026", "001/JNR/26", "9/JNR/2026", "1/JNR/2026/2"]
    )
    def test_other_text_is_no_number(self, newsroom_desk, typed):
        public_article(newsroom_desk, published_at=MAY)
        assert numbers.page_for(typed) is None

    def test_the_short_link_leads_to_the_page(self, newsroom_desk):
        article = public_article(newsroom_desk, published_at=MAY)
        for path in ("/r/001-jnr-2026", "/r/001-jnr-2026/", "/r/1-JNR-2026"):
            response = get(path)
            assert (response.status_code, response["Location"]) == (302, article.public_path), path
        for path in ("/r/002-jnr-2026", "/r/jnr", "/r/001-jnr-2025"):
            assert get(path).status_code == 404, path

    def test_it_survives_a_withdrawal_and_answers_410_after_a_take_down(self, newsroom_desk, redaktur, pemred):
        kept, hidden = (public_article(newsroom_desk, published_at=MAY) for _ in range(2))
        for article, kind in ((kept, "withdrawn"), (hidden, "taken_down")):
            request = withdrawals.propose(article, user=redaktur, kind=kind, **WITHDRAWAL)
            withdrawals.carry_out(request, user=pemred)
        assert get("/r/001-jnr-2026")["Location"] == kept.public_path
        assert "001/JNR/2026" in get(kept.public_path).content.decode()
        gone = get("/r/002-jnr-2026")
        assert gone.status_code == 410
        assert WITHDRAWAL["public_text"] in gone.content.decode()
        assert not Client().get("/cari/", {"q": "002/JNR/2026"}).context["articles"]
        assert public_article(newsroom_desk, published_at=MAY).release_number == "003/JNR/2026"


@pytest.mark.django_db
def test_what_was_public_before_there_were_numbers_gets_them_in_order_of_publication(newsroom_desk, agency_desk):
    migration = import_module("newsroom.articles.migrations.0004_release_numbers")
    late = public_article(newsroom_desk, published_at=MAY)
    early = public_article(newsroom_desk, published_at=MAY - timedelta(days=3))
    of_desk = public_article(agency_desk, published_at=MAY)
    draft = article_draft(newsroom_desk)
    with triggers.guards_off():
        for model in (ReleaseNumber, NumberCounter):
            model._base_manager.all()._raw_delete(using="default")
        ArticlePage.objects.update(release_number="")
    migration.number_public_articles(apps, None)
    printed = [fresh(article).release_number for article in (early, late, of_desk, draft)]
    assert printed == ["001/JNR/2026", "002/JNR/2026", "001/DINAS-UJI/2026", ""]
    assert public_article(newsroom_desk, published_at=MAY).release_number == "003/JNR/2026"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_import_of_many_series_and_a_publisher_do_not_wait_for_each_other(newsroom_desk):
    year_before = article_draft(newsroom_desk, published_at=MAY - timedelta(days=365))
    imported, published = (article_draft(newsroom_desk, published_at=MAY) for _ in range(2))
    has_begun, faults = threading.Event(), []

    def publish_one():
        try:
            has_begun.wait(timeout=30)
            actions.publish_import(fresh(published), user=published.owner, batch="test")
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=publish_one)
    thread.start()
    with transaction.atomic():
        actions.publish_import(fresh(year_before), user=year_before.owner, batch="test")
        has_begun.set()
        with connection.cursor() as cursor:
            for _ in range(200):
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
                thread.join(timeout=0.05)
        # Now the other one waits in the middle of its publication.
        actions.publish_import(fresh(imported), user=imported.owner, batch="test")
    thread.join()
    assert not faults
    printed = sorted(ArticlePage.objects.values_list("release_number", flat=True))
    assert printed == ["001/JNR/2025", "001/JNR/2026", "002/JNR/2026"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_time_get_neighbours_without_gap_or_double(newsroom_desk):
    articles = [article_draft(newsroom_desk, published_at=MAY) for _ in range(12)]
    faults = []

    def publish_some(own):
        try:
            for number, article in enumerate(own):
                try:
                    with transaction.atomic():
                        actions.publish_import(fresh(article), user=article.owner, batch="test")
                        if number == 0:
                            # The first try of each fails late; its number goes to the next one.
                            raise InterruptedError
                except InterruptedError:
                    actions.publish_import(fresh(article), user=article.owner, batch="test")
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish_some, args=(articles[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sorted(ReleaseNumber.objects.values_list("sequence", flat=True)) == list(range(1, 13))
    assert NumberCounter.objects.get().last == 12
    printed = set(ArticlePage.objects.values_list("release_number", flat=True))
    assert printed == {f"{number:03d}/JNR/2026" for number in range(1, 13)}
