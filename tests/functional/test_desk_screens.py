"""The desk's own screens can be used by everybody: axe finds nothing, on a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions, outbox
from tests.conftest import DESK, PHONE
from tests.factories import article_draft, make_newsroom, public_article
from tests.functional.test_release_journey import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_screens_of_the_desk_have_no_violations(
    open_window: Any, wartawan: Any, redaktur: Any, pemred: Any, size: dict[str, int]
) -> None:
    desk = make_newsroom()
    waiting, scheduled = (article_draft(desk, owner=wartawan) for _ in range(2))
    for article in (waiting, scheduled):
        actions.submit(article, user=wartawan)
    task_state = ArticlePage.objects.get(pk=scheduled.pk).current_workflow_task_state
    tomorrow = timezone.now() + timedelta(days=1)
    task_state.task.specific.on_action(task_state, redaktur, "schedule", publish_at=tomorrow)
    published = public_article(desk)
    outbox.enqueue("verify_public", page=published.pk, published_at=timezone.now().isoformat())

    window = open_window(size, bypass_csp=True)
    sign_in(window, "pemred")
    for path in ("", "efek/", f"jadwal/{scheduled.pk}/", f"tarik/{published.pk}/"):
        window.open(f"/redaksi/{path}")
        assert window.axe_violations() == [], path
