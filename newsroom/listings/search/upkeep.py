"""Keeping the index equal to what is public: soon after each publication and withdrawal, and as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from newsroom.articles.models import ArticlePage, TaggedArticle
from newsroom.editorial import outbox
from newsroom.listings.models import INDEX_VERSION, SearchEntry, WordForm
from newsroom.listings.search import store
from newsroom.tags.models import NewsTag

ARTICLE_KIND, TAG_KIND = "search_article", "search_tag"
BATCH = 200  # articles
TAG_BATCH = 50  # articles; the outbox carries other things too, so each entry is a short one
RELATIONS = ("tagged_items__tag__alias_of", "agency_links", "region_links", "credits")


def article_saved(
    sender: Any, instance: ArticlePage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Have the words of an article written or forgotten, after the transaction that makes it public or withdraws it.

    Until that is done readers are shown nothing that is not public: :func:`engine.find` asks. A draft costs nothing.
    """
    if raw or not instance.live or (update_fields is not None and "is_public" not in update_fields):
        return
    outbox.enqueue_page(ARTICLE_KIND, instance.pk)


def tag_saved(sender: Any, instance: NewsTag, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Have the articles with this tag written anew: its name, or the tag it is an alias of, stands in their words."""
    if not (raw or created):
        outbox.enqueue(TAG_KIND, tag=instance.pk)


def index_article(payload: dict[str, Any]) -> None:
    """Carry out an entry of :data:`ARTICLE_KIND`, a few articles a transaction."""
    keys = outbox.pages_of(payload)
    for start in range(0, len(keys), TAG_BATCH):
        refresh(keys[start : start + TAG_BATCH])


@transaction.atomic
def refresh(keys: list[int]) -> None:
    """Make the entries of these articles equal to what is public of them now."""
    articles = ArticlePage.objects.filter(pk__in=keys)
    # A publication locks the page too: whoever comes second reads what the first has written, never an older text.
    list(Page.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    public = set(articles.public().values_list("pk", flat=True))
    store.remove([key for key in keys if key not in public])
    write_public(articles)


@transaction.atomic
def index_tag(payload: dict[str, Any]) -> None:
    """Carry out an entry of :data:`TAG_KIND`: some of the articles, and another entry for the rest."""
    tags = NewsTag.objects.filter(Q(pk=payload["tag"]) | Q(alias_of=payload["tag"]))
    rows = TaggedArticle.objects.filter(tag__in=tags, is_public=True, content_object__gt=payload.get("beyond", 0))
    keys = sorted(set(rows.order_by("content_object").values_list("content_object", flat=True)[: 2 * TAG_BATCH]))
    keys = keys[:TAG_BATCH]
    if keys:
        write_public(ArticlePage.objects.filter(pk__in=keys))
        outbox.enqueue(TAG_KIND, tag=payload["tag"], beyond=keys[-1])


def write_public(articles: Any) -> int:
    """Write the entries of those of ``articles`` that are public; return how many."""
    return store.write(articles.public().prefetch_related(*RELATIONS))


def missing(first: int = 0) -> Any:
    """Return the public articles, from the key ``first``, whose entry is missing or of another version."""
    current = SearchEntry.objects.filter(article=OuterRef("pk"), version=INDEX_VERSION)
    return ArticlePage.objects.public().filter(~Exists(current), pk__gt=first).order_by("pk")


def fill(batch: int = BATCH) -> Iterator[int]:
    """Write what is missing, a batch a transaction; yield how many so far. Stopped, it goes on where it was."""
    written, last = 0, 0
    while keys := list(missing(last).values_list("pk", flat=True)[:batch]):
        written += write_public(ArticlePage.objects.filter(pk__in=keys))
        last = keys[-1]
        yield written


def drop_stale() -> int:
    """Forget articles that are not public any more; return how many. None, unless rows were changed past the code."""
    public = ArticlePage.objects.public().filter(pk=OuterRef("article"))
    stale = list(SearchEntry.objects.filter(~Exists(public)).values_list("article", flat=True))
    with transaction.atomic():
        for start in range(0, len(stale), BATCH):
            store.remove(stale[start : start + BATCH])
    return len(stale)


def renew_stems(batch: int = 5000) -> int:
    """Work out the stems of all known words anew, after the lists of stemming changed; return how many differed."""
    changed, last = 0, 0
    while rows := list(WordForm.objects.filter(pk__gt=last).order_by("pk")[:batch]):
        last = rows[-1].pk
        fresh = [WordForm.of(row.word, pk=row.pk) for row in rows]
        differing = [new for new, old in zip(fresh, rows, strict=True) if new.stem != old.stem]
        WordForm.objects.bulk_update(differing, ["stem"])
        changed += len(differing)
    return changed


def forget_orphans(sender: Any, **kwargs: Any) -> None:
    """Empty the words where the entries were emptied: ``flush`` does not know SQLite's table of words."""
    if connection.vendor != "sqlite" or "listings_searchwords" not in connection.introspection.table_names():
        return
    if not SearchEntry.objects.exists():
        store.forget_everything()
