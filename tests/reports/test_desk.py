"""The desk on the admin's home: what waits for whom."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.enums import DeskKind
from newsroom.articles.models import ArticlePage, Desk
from newsroom.editorial import actions
from newsroom.reports.desk import desks_of, sections_for
from tests.factories import article_draft, public_article
from tests.people import client_of

pytestmark = pytest.mark.django_db


def titles(user):
    return {section.key: [row.title for row in section.rows] for section in sections_for(user)}


@pytest.fixture
def draft(newsroom_desk, wartawan):
    return article_draft(newsroom_desk, owner=wartawan, title="Draf Wartawan")


def test_a_draft_waits_with_its_author_only(draft, wartawan, wartawan2, redaktur):
    assert titles(wartawan)["drafts"] == ["Draf Wartawan"]
    assert titles(wartawan2)["drafts"] == []
    assert "drafts" not in titles(redaktur)


def test_a_submitted_release_waits_for_every_editor_but_the_one_who_submitted_it(draft, wartawan, redaktur, redaktur2):
    actions.submit(draft, user=redaktur)
    assert titles(redaktur)["review"] == []
    assert titles(redaktur2)["review"] == ["Draf Wartawan"]
    assert titles(wartawan)["drafts"] == []


def test_a_returned_release_shows_its_reason_to_its_author(draft, wartawan, redaktur):
    actions.submit(draft, user=wartawan)
    actions.decide(ArticlePage.objects.get(), "reject", user=redaktur, reason="Kutipan kurang.")
    (row,) = next(section for section in sections_for(wartawan) if section.key == "returned").rows
    assert row.reason == "Kutipan kurang."
    assert row.person == redaktur.get_full_name()


def test_what_came_out_today_is_on_every_desk(newsroom_desk, arsip):
    public_article(newsroom_desk, published_at=timezone.now(), title="Keluar Hari Ini")
    public_article(newsroom_desk, title="Keluar Bulan Lalu")
    assert titles(arsip) == {"today": ["Keluar Hari Ini"]}


def test_an_administrator_is_offered_no_writing(admin, draft):
    assert set(titles(admin)) == {"today"}
    page = client_of(admin).get(reverse("wagtailadmin_home")).content.decode()
    assert "Draf Wartawan" not in page
    assert "articlepage" not in page


def test_the_desk_leads_to_the_account_and_to_no_page_of_another_house(wartawan):
    page = client_of(wartawan).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_account") in page
    assert "guide.wagtail.org" not in page


def test_an_editor_is_offered_the_newsrooms_desk_and_not_the_one_for_embargoes(newsroom_desk, redaktur):
    assert Desk.objects.filter(kind=DeskKind.EMBARGO).exists()
    assert [desk.kind for desk in desks_of(redaktur)] == [DeskKind.NEWSROOM]


def test_a_contributor_sees_no_titles_of_other_desks(draft, kontributor, redaktur):
    page = client_of(kontributor).get(reverse("wagtailadmin_home")).content.decode()
    assert "Draf Wartawan" not in page


def test_the_desk_costs_the_same_for_3_and_for_30_releases(newsroom_desk, wartawan, django_assert_max_num_queries):
    client = client_of(wartawan)
    url = reverse("wagtailadmin_home")
    client.get(url)
    counts = []
    for number in (3, 27):
        for _ in range(number):
            article_draft(newsroom_desk, owner=wartawan)
        with django_assert_max_num_queries(40) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
