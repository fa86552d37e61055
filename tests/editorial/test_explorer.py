"""The explorer knows its rows without asking for each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from newsroom.editorial.explorer import with_facts
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.schedule import open_slot_of
from tests.factories import article_draft, public_article
from tests.people import client_of

pytestmark = pytest.mark.django_db


def questions_about_records(client, desk) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("wagtailadmin_explore", args=[desk.pk])).status_code == 200
    return sum('FROM "editorial_' in query["sql"].split("WHERE")[0] for query in queries.captured_queries)


@pytest.mark.parametrize("person", ["redaktur", "wartawan"])
def test_a_desk_with_more_releases_asks_for_no_more_records(newsroom_desk, wartawan, person, request):
    client = client_of(request.getfixturevalue(person))
    asked = []
    for more in (3, 9):
        for _ in range(more):
            article_draft(newsroom_desk, owner=wartawan)
            public_article(newsroom_desk)
        asked.append(questions_about_records(client, newsroom_desk))
    assert asked[0] == asked[1]


def test_a_row_knows_what_its_page_knows(newsroom_desk, wartawan, redaktur):
    pages = [article_draft(newsroom_desk, owner=wartawan), public_article(newsroom_desk)]
    actions.submit(article_draft(newsroom_desk, owner=wartawan), user=wartawan)
    rows = with_facts(ArticlePage.objects.child_of(newsroom_desk)).order_by("pk")
    alone = ArticlePage.objects.child_of(newsroom_desk).order_by("pk")
    assert len(rows) == len(pages) + 1
    for row, page in zip(rows, alone, strict=True):
        for fact in ("was_ever_public", "was_ever_submitted", "has_open_force", "stage"):
            assert getattr(row, fact) == getattr(page, fact), fact
        assert (open_embargo_of(row), open_slot_of(row)) == (open_embargo_of(page), open_slot_of(page))
    assert [page.was_ever_submitted for page in rows] == [False, False, True]
