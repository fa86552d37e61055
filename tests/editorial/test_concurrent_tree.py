"""Publishing, moving, copying and creating in parallel: the tree stays whole, and every law holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from newsroom.editorial.models import Entitlement
from tests.factories import article_draft, make_newsroom
from tests.forms import article_form
from tests.people import client_of
from tests.sizes import runs

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

EACH = runs(quick=6, full=50)
THREADS = 6
TITLE = "Empat Kecamatan Terima Bantuan Air Bersih"
NO_PROBLEMS: tuple[list[int], ...] = ([], [], [], [], [])

Job = Callable[[], int]


def in_parallel(jobs: list[Job]) -> list[int]:
    """Run the jobs in a random order on several threads; return the status codes in the order of the list."""
    order = list(range(len(jobs)))
    random.Random(8).shuffle(order)

    def run(number: int) -> tuple[int, int]:
        try:
            return number, jobs[number]()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = dict(pool.map(run, order))
    return [answers[number] for number in range(len(jobs))]


def post(account: Any, name: str, *args: Any, **data: Any) -> Job:
    client, url = client_of(account), reverse(f"wagtailadmin_pages:{name}", args=args)
    client.raise_request_exception = False
    return lambda: client.post(url, data).status_code


def assert_the_laws_hold() -> None:
    """The tree is whole; every public article says exactly what its newest entitlement allows, and was logged once."""
    assert Page.find_problems() == NO_PROBLEMS
    for article in ArticlePage.objects.filter(live=True):
        entitlements = list(Entitlement.objects.filter(page_id=article.pk))
        assert [entitlement.fingerprint for entitlement in entitlements] == [article.fingerprint()]
        assert PageLogEntry.objects.filter(page_id=article.pk, action="wagtail.publish").count() == 1


def test_publishing_moving_copying_and_creating_at_once(
    wartawan: Any, redaktur: Any, redaktur2: Any, pemred: Any, agency_desk: Any
) -> None:
    desk = make_newsroom()
    desks = [desk, agency_desk]
    to_move, to_copy = ([article_draft(desks[n % 2], owner=wartawan) for n in range(EACH)] for _ in range(2))
    submitted = [article_draft(desk, owner=wartawan) for _ in range(EACH)]
    for article in submitted:
        actions.submit(article, user=wartawan)
    jobs: list[Job] = []
    for number in range(EACH):
        other = desks[(number + 1) % 2]
        task_state = ArticlePage.objects.get(pk=submitted[number].pk).current_workflow_task_state
        jobs += [
            post(redaktur, "workflow_action", submitted[number].pk, "approve", task_state.pk),
            post(redaktur2, "move_confirm", to_move[number].pk, other.pk),
            post(
                pemred,
                "copy",
                to_copy[number].pk,
                new_title=TITLE,
                new_slug=f"salinan-{number}",
                new_parent_page=other.pk,
            ),
            post(redaktur, "add", "articles", "articlepage", other.pk, **article_form(title=TITLE)),
        ]
    assert in_parallel(jobs) == [302] * len(jobs)

    assert_the_laws_hold()
    assert set(ArticlePage.objects.filter(live=True)) == set(
        ArticlePage.objects.filter(pk__in=[p.pk for p in submitted])
    )
    for number, page in enumerate(to_move):
        assert Page.objects.get(pk=page.pk).get_parent().pk == desks[(number + 1) % 2].pk
        assert PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.move").count() == 1
    assert ArticlePage.objects.count() == EACH * 5
    titled = ArticlePage.objects.filter(draft_title=TITLE)
    assert titled.count() == EACH * 2
    assert titled.values("address").distinct().count() == EACH * 2


def test_two_people_do_the_same_thing_to_the_same_pages(
    wartawan: Any, redaktur: Any, redaktur2: Any, agency_desk: Any
) -> None:
    desk = make_newsroom()
    count = max(2, EACH // 3)
    submitted, to_move = ([article_draft(desk, owner=wartawan) for _ in range(count)] for _ in range(2))
    jobs: list[Job] = []
    for article, moved in zip(submitted, to_move, strict=True):
        actions.submit(article, user=wartawan)
        task_state = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
        for editor in (redaktur, redaktur2):
            jobs.append(post(editor, "workflow_action", article.pk, "approve", task_state.pk))
            jobs.append(post(editor, "move_confirm", moved.pk, agency_desk.pk))
    assert max(in_parallel(jobs)) < 500

    assert_the_laws_hold()
    assert ArticlePage.objects.filter(live=True).count() == count
    assert {page.get_parent().pk for page in ArticlePage.objects.filter(live=False)} == {agency_desk.pk}


def test_a_save_that_meets_the_publication_of_its_page_takes_nothing_back(
    wartawan: Any, redaktur: Any, redaktur2: Any
) -> None:
    desk = make_newsroom()
    articles = [article_draft(desk, owner=wartawan) for _ in range(max(3, EACH // 3))]
    jobs: list[Job] = []
    for draft in articles:
        actions.submit(draft, user=wartawan)
        article = ArticlePage.objects.get(pk=draft.pk)
        revision = article.latest_revision
        form = article_form(article) | {
            "loaded_revision_id": revision.pk,
            "loaded_revision_created_at": revision.created_at.isoformat(),
        }
        task_state = article.current_workflow_task_state
        jobs.append(post(redaktur2, "edit", article.pk, **form))
        jobs.append(post(redaktur, "workflow_action", article.pk, "approve", task_state.pk))
        jobs.append(post(redaktur2, "edit", article.pk, **form))
    assert set(in_parallel(jobs)) <= {302, 409}

    assert_the_laws_hold()
    assert ArticlePage.objects.filter(live=True, is_public=True).count() == len(articles)
