from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from home.english import ensure_english_site
from newsroom.articles.models import ArticlePage
from newsroom.articles.twins import translate
from newsroom.editorial.actions import decide, submit
from newsroom.editorial.bootstrap import sync_roles
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.outbox import run_due
from newsroom.users.models import User
from tests.factories import public_article

ENGLISH = {
    "title": "Agency trains forty people",
    "lead": "The agency trained forty people this week.",
    "body": [("paragraph", "<p>Forty people from the villages took part in the training.</p>")],
}


@pytest.fixture
def english_site(newsroom_desk: Any) -> None:
    """The English tree with its desks and their rights, as `setup_site` and `sync_roles` make them."""
    ensure_english_site()
    sync_roles()
    cache.clear()


@pytest.fixture
def original(english_site: None, wartawan: User) -> ArticlePage:
    """A public Indonesian release of Herlina's."""
    return public_article(owner=wartawan, title="Dinas Uji latih empat puluh warga", tags=("pelatihan",))


def in_english(twin: ArticlePage, user: User, **changes: Any) -> ArticlePage:
    """Give the twin its English words, as Herlina does in its form."""
    draft = ArticlePage.objects.get(pk=twin.pk).get_latest_revision_as_object()
    for name, value in {**ENGLISH, **changes}.items():
        setattr(draft, name, value)
    draft.save()
    draft.save_revision(user=user)
    return ArticlePage.objects.get(pk=twin.pk)


def approved(article: ArticlePage, writer: User, editor: User) -> ArticlePage:
    """Submit the newest text and approve it."""
    submit(ArticlePage.objects.get(pk=article.pk), user=writer)
    decide(ArticlePage.objects.get(pk=article.pk), ReviewAction.APPROVE, user=editor)
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def public_twin(original: ArticlePage, wartawan: User, redaktur: User) -> ArticlePage:
    """The English twin of the release: translated by Herlina, approved by Sasmita."""
    twin = approved(in_english(translate(original, user=wartawan), wartawan), wartawan, redaktur)
    # Search learns of it after the commit.
    run_due()
    return twin
