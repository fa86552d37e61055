"""What each act changes for readers, as tags: the receivers that purge. Every door saves, so they see every door."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Coalesce
from django.utils import timezone

from newsroom.articles.enums import CorrectionKind
from newsroom.articles.models import ArticleAgency, ArticleCredit, ArticlePage, ArticleRegion, Channel, TaggedArticle
from newsroom.articles.related import neighbour_keys
from newsroom.core.context import clear_channels
from newsroom.edge.middleware import EVERYWHERE
from newsroom.edge.purge import forget
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.models.page import BOOKKEEPING_FIELDS
from newsroom.tags.models import NewsTag

# A release that is older than this when it goes out may stand on any page of its lists, not on the first alone.
JUST_NOW = timedelta(minutes=5)
# Beside the lists: what changes with every release that comes or goes.
WITH_EVERY_RELEASE = frozenset({"home", "feed", "sitemap"})
DIRECTORIES = {"agency": "agencies", "region": "regions"}


def _is_bookkeeping(update_fields: Collection[str] | None) -> bool:
    return update_fields is not None and BOOKKEEPING_FIELDS.issuperset(update_fields)


def article_saving(
    sender: Any, instance: ArticlePage, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Before a public article is saved: compare what lists hold it now with those that will."""
    if raw or not instance.pk or not instance.live or _is_bookkeeping(update_fields):
        return
    own = {f"article-{instance.pk}", f"page-{instance.pk}", f"release-{instance.translation_key.hex}"}
    before, after = _stored_lists(instance.pk), _lists(instance)
    came, went = after - before, before - after
    changed = {f"list-{subject}" for subject in came | went}
    if came or went:
        changed.update(_around(came | went))
    published_at = instance.published_at
    if went or (came and published_at is not None and published_at < timezone.now() - JUST_NOW):
        changed.update(f"older-{subject}" for subject in came | went)
    if "news" in came:
        # Their pages lead to the next and to the one before.
        changed.update(f"page-{key}" for key in neighbour_keys(instance) if key is not None)
    if published_at is not None:
        changed.add(f"sitemap-{timezone.localtime(published_at):%Y-%m}")
    if instance.correction_kind and instance.correction_kind != CorrectionKind.MINOR:
        changed.add("corrections")
    is_ending = update_fields is not None and "ends_at" in update_fields
    if "news" in went or is_ending:
        # Also a page that knows nothing of a new end must not be shown beyond it.
        month = {tag for tag in changed if tag.startswith("sitemap-")}
        forget(changed - month, gone=own | month)
    else:
        forget(changed | own)


def _lists(article: ArticlePage) -> set[str]:
    """Return the lists that hold ``article`` as it is in memory."""
    if not article.is_listed:
        return set()
    rows = [
        *(("tag", item.tag.alias_of_id or item.tag_id) for item in article.tagged_items.all()),
        *(("agency", link.agency_id) for link in article.agency_links.all()),
        *(("region", link.region_id) for link in article.region_links.all()),
        *(("byline", credit.byline_id) for credit in article.credits.all()),
    ]
    return _named(rows, article.channel_id, article.published_at)


def _stored_lists(key: int) -> set[str]:
    """Return the lists that hold the article as it is stored. One query for a draft, five for a public article."""
    columns = ArticlePage.objects.filter(pk=key, live=True, is_public=True).values_list("channel_id", "published_at")
    stored = columns.first()
    if stored is None:
        return set()
    tags = TaggedArticle.objects.filter(content_object_id=key)
    rows = [("tag", tag) for tag in tags.values_list(Coalesce("tag__alias_of_id", "tag_id"), flat=True)]
    for word, model in (("agency", ArticleAgency), ("region", ArticleRegion), ("byline", ArticleCredit)):
        rows += [(word, row) for row in model.objects.filter(article_id=key).values_list(f"{word}_id", flat=True)]
    return _named(rows, *stored)


def _named(rows: list[tuple[str, int | None]], channel: int | None, published_at: Any) -> set[str]:
    day = timezone.localtime(published_at)
    lists = {f"{word}-{key}" for word, key in [*rows, ("channel", channel)] if key is not None}
    return lists | {"news", f"archive-{day:%Y}", f"archive-{day:%Y-%m}", f"archive-{day:%Y-%m-%d}"}


def _around(subjects: set[str]) -> set[str]:
    """Return what changes when an article comes into the lists of ``subjects``, or leaves them, beside the lists.

    Directories name what has public articles, so they may now name one more or one less.
    """
    found = {name for word, name in DIRECTORIES.items() if any(one.startswith(f"{word}-") for one in subjects)}
    keys = [int(subject.removeprefix("tag-")) for subject in subjects if subject.startswith("tag-")]
    if "news" in subjects:
        found |= WITH_EVERY_RELEASE
    if any(one.startswith("channel-") for one in subjects):
        found.add("home")
    if keys:
        names = NewsTag.objects.filter(pk__in=keys) | NewsTag.objects.filter(alias_of__in=keys)
        found |= {_letter(key) for key in names.values_list("key", flat=True)}
    return found | {"search"}


def _letter(key: str) -> str:
    return "tags-0-9" if key[:1].isdigit() else f"tags-{key[:1]}"


def page_saved(
    sender: Any, instance: Model, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """After a public page that is no article (front page, news index, standing page) is saved."""
    if raw or not isinstance(instance, EditorialPage) or isinstance(instance, ArticlePage):
        return
    if instance.live and not _is_bookkeeping(update_fields):
        forget({f"page-{instance.pk}", "sitemap-pages"})


def tag_saving(sender: Any, instance: NewsTag, raw: bool = False, **kwargs: Any) -> None:
    """Before a tag is renamed, merged or made its own again: its lists and those of the tag it goes to or leaves."""
    stored = NewsTag.objects.filter(pk=instance.pk).values_list("alias_of_id", "key").first() if instance.pk else None
    if raw or stored is None:
        return
    family = {key for key in (instance.pk, instance.alias_of_id, stored[0]) if key is not None}
    changed = {f"{place}-tag-{key}" for place in ("list", "older") for key in family}
    forget(changed | {f"tag-{instance.pk}", "search", _letter(stored[1]), _letter(instance.key)})


def named_saved(sender: Any, instance: Model, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """After what articles are listed under, or whom to ask, is edited: the pages that print its name."""
    if raw or created:
        return
    word = {"mediacontact": "contact"}.get(instance._meta.model_name or "", instance._meta.model_name)
    directory = DIRECTORIES.get(word or "")
    forget({f"{word}-{instance.pk}", *([directory] if directory else [])})


def masthead_changed(sender: Any, **kwargs: Any) -> None:
    """After a channel is saved or deleted, or the site's address changes: every page shows them."""
    if not kwargs.get("raw"):
        # Once more after the commit: a page made meanwhile has put the old ones back.
        transaction.on_commit(clear_channels, robust=True)
        forget({EVERYWHERE})


SENDERS_NAMED = ("agencies.Agency", "agencies.Region", "people.Byline", "articles.MediaContact")
SENDERS_EVERYWHERE = (Channel._meta.label, "wagtailcore.Site", "pages.PublisherSetting")
