"""What the desk searches with is written by a task, and not for saves that change nothing in it."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from newsroom.articles.models import ArticlePage
from newsroom.editorial import desk_index
from tests.factories import article_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(monkeypatch):
    """The keys of the pages for which a task was left."""
    keys = []
    monkeypatch.setattr(desk_index, "post_save_signal_handler", lambda instance, **kwargs: keys.append(instance.pk))
    return keys


def test_an_autosave_leaves_no_task_and_a_new_title_leaves_one(newsroom_desk, wartawan, indexed):
    article = article_draft(newsroom_desk, owner=wartawan)
    assert indexed == [article.pk]
    indexed.clear()
    article.lead = "Lain."
    article.save_revision(user=wartawan)
    assert indexed == []
    article.title = "Judul lain"
    article.save()
    assert indexed == [article.pk]


def test_a_draft_is_found_on_the_desk_and_gone_from_its_index_when_thrown_away(worker_at_hand, newsroom_desk, wartawan):
    article = article_draft(newsroom_desk, owner=wartawan, title="Zebrawana bersiap")
    assert [page.pk for page in Page.objects.search("zebrawana")] == [article.pk]
    ArticlePage.objects.get(pk=article.pk).delete()
    assert not Page.objects.search("zebrawana")
