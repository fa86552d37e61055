"""Builders of the least valid objects. Time is passed in, never guessed."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from home.site import ensure_site, system_account
from newsroom.articles.models import ArticlePage, Desk, TaggedArticle
from newsroom.editorial.actions import publish_import
from newsroom.editorial.bootstrap import sync_roles
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag

_numbers = itertools.count(1)


def ensure_roots() -> None:
    """Put back what Wagtail's migrations made, where a test with a live server has emptied the database."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="Root", slug="root"))


def make_newsroom() -> Desk:
    """Create tree, roles and workflow (safe to call again) and return the newsroom's desk."""
    ensure_roots()
    desk = Desk.objects.of_the_newsroom().first()
    if desk is not None:
        return desk
    ensure_site()
    sync_roles()
    return Desk.objects.of_the_newsroom().get()


def article_draft(
    desk: Desk | None = None, *, owner: Any = None, tags: tuple[str, ...] = (), **fields: Any
) -> ArticlePage:
    """Return a saved draft with its first revision, written by ``owner``."""
    desk = desk or make_newsroom()
    owner = owner or system_account()
    number = next(_numbers)
    values = {
        "title": f"Dinas Uji Gelar Pelatihan Angkatan {number}",
        "lead": f"Dinas Uji menggelar pelatihan angkatan {number}.",
        "body": [("paragraph", f"<p>Pelatihan angkatan {number} diikuti empat puluh peserta.</p>")],
        **fields,
    }
    article = ArticlePage(live=False, owner=owner, **values)
    for name in tags:
        tag, _created = NewsTag.objects.get_or_create(name=name)
        article.tagged_items.add(TaggedArticle(tag=tag))
    desk.add_child(instance=article)
    article.save_revision(user=owner, log_action=False)
    return article


def public_article(
    desk: Desk | None = None, *, published_at: datetime | None = None, owner: Any = None, **fields: Any
) -> ArticlePage:
    """Return an article that an import made public at ``published_at`` (default: some hours ago, each later)."""
    moment = published_at or timezone.now() - timedelta(days=30) + timedelta(minutes=next(_numbers))
    article = article_draft(desk, owner=owner, published_at=moment, **fields)
    publish_import(article, user=article.owner, batch="test")
    return ArticlePage.objects.get(pk=article.pk)


def byline(initials: str, **fields: Any) -> Byline:
    """Return the byline with these initials."""
    return Byline.objects.get_or_create(initials=initials, defaults=fields)[0]
