"""The ranking on the front page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from newsroom.editorial import withdrawals
from newsroom.metrics.models import DailyViews
from newsroom.metrics.most_read import SHOWN, most_read
from tests.factories import article_draft, public_article

TODAY = date(2026, 3, 2)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday")]


@pytest.fixture
def a_monday():
    with time_machine.travel("2026-03-02 05:00Z", tick=False):
        yield


def read(article, count: int, days_ago: int = 0):
    DailyViews.objects.create(article=article, day=TODAY - timedelta(days=days_ago), count=count)
    return article


@pytest.fixture
def stories(newsroom_desk):
    """Three public stories, of which the second was read most."""
    counts = (5, 9, 2)
    return [read(public_article(newsroom_desk, title=f"Berita {count}"), count) for count in counts]


def test_what_was_read_most_in_seven_days_comes_first(stories, newsroom_desk):
    read(stories[2], 8, days_ago=6)
    read(public_article(newsroom_desk, legacy_views=90_000), 1)
    read(public_article(newsroom_desk), 500, days_ago=7)
    assert [article.title for article in most_read()][:3] == ["Berita 2", "Berita 9", "Berita 5"]
    assert len(most_read()) == 4


def test_a_reader_finds_the_ranking_on_the_front_page_in_that_order(client, stories):
    page = client.get("/").content.decode()
    ranking = page[page.index('id="terpopuler"') :]
    assert ranking.index("Berita 9") < ranking.index("Berita 5") < ranking.index("Berita 2")


def test_two_read_stories_are_no_ranking(client, newsroom_desk):
    read(public_article(newsroom_desk), 3)
    read(public_article(newsroom_desk), 2)
    assert 'id="terpopuler"' not in client.get("/").content.decode()


def test_pemred_withdraws_a_story_and_it_leaves_the_ranking_at_once(stories, redaktur, pemred):
    assert most_read()[0] == stories[1]
    request = withdrawals.propose(
        stories[1], user=redaktur, kind="withdrawn", reason="duplicate", public_text="Terbit dua kali."
    )
    withdrawals.carry_out(request, user=pemred)
    assert most_read() == [stories[0], stories[2]]


def test_a_draft_is_never_in_it_whatever_was_counted(stories, newsroom_desk):
    read(article_draft(newsroom_desk), 1_000)
    assert len(most_read()) == 3


def test_the_ranking_takes_two_queries_and_one_while_it_is_remembered(
    stories, newsroom_desk, django_assert_num_queries
):
    for count in range(10, 40):
        read(public_article(newsroom_desk), count)
    with django_assert_num_queries(2):
        assert len(most_read()) == SHOWN
    with django_assert_num_queries(1):
        most_read()
