"""All tags with public news, letter by letter."""

from __future__ import annotations

from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.models import TaggedArticle
from newsroom.articles.querysets import public_rows
from newsroom.core.cache_tags import show
from newsroom.tags.models import NewsTag

LETTER, AFTER = "huruf", "setelah"
DIGITS = "0-9"
PAGE_SIZE = 200


@require_safe
def tag_index(request: HttpRequest) -> HttpResponse:
    """The tags of one letter (``?huruf=d``, or ``0-9``), by name; an alias stands in its place and leads to its tag.

    One query a page, however many tags there are: it steps through the index of the names from where the page before
    ended (``?setelah=``). A tag is named only if an article with it is public.
    """
    letter = request.GET.get(LETTER, "a").casefold()
    if letter not in {*ascii_lowercase, DIGITS}:
        raise Http404
    show(f"tags-{letter}")
    tags = _tags_under(letter)
    if after := request.GET.get(AFTER):
        # A null character is no text to PostgreSQL.
        tags = tags.filter(key__gt=after.replace("\0", ""))
    found = list(tags[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context: dict[str, Any] = {
        "kind": "tag_index",
        "heading": _("Tags from A to Z"),
        "entries": [_entry(tag) for tag in shown],
        "letters": [
            {"label": name.upper(), "url": _address(name), "is_current": name == letter}
            for name in [*ascii_lowercase, DIGITS]
        ],
        "more_url": _address(letter, shown[-1].key) if len(found) > PAGE_SIZE else None,
        "canonical_path": _address(letter),
    }
    return render(request, "listings/directory.html", context)


def _tags_under(letter: str) -> QuerySet[NewsTag]:
    first = [Q(key__startswith=character) for character in (digits if letter == DIGITS else letter)]
    begins = first[0]
    for condition in first[1:]:
        begins |= condition
    public = public_rows(TaggedArticle.objects.all(), "content_object")
    own, through_alias = public.filter(tag=OuterRef("pk")), public.filter(tag__alias_of=OuterRef("pk"))
    return (
        NewsTag.objects.filter(begins)
        .filter(Exists(own) | Exists(through_alias))
        .select_related("alias_of")
        .order_by("key")
    )


def _entry(tag: NewsTag) -> dict[str, Any]:
    return {
        "label": f"#{tag.name}",
        "url": tag.canonical.public_path,
        "see": f"#{tag.alias_of.name}" if tag.alias_of else "",
    }


def _address(letter: str, after: str = "") -> str:
    return f"{reverse('listings:tag_index')}?{urlencode({LETTER: letter, **({AFTER: after} if after else {})})}"
