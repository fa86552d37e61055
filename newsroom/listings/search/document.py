"""An article as the words that search looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, cast

from newsroom.core.languages import ENGLISH
from newsroom.core.stemming import search_words
from newsroom.core.text import plain_text

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage

WORD_LIMIT = 12_000  # words of one article; PostgreSQL knows no position beyond 16,383
KEY_BITS = 24

# Tokens of our own begin with "_": no word of a text or of a reader does.
IN_TITLE, IN_HEAD = "_h", "_l"  # the word stands in the title; in the title or the lead
AGENCY, REGION, CHANNEL, TAG, BYLINE = "_i", "_w", "_k", "_t", "_b"  # + key of what the article is listed under
IN_ENGLISH = "_en"  # Indonesian, the rule, has no token
BREAK = "__"  # between title, lead, text and tags, so that no phrase is found across them


@dataclass(frozen=True)
class Document:
    """The words of an article in order, and the tokens that say where they stand and what it is listed under."""

    key: int
    article_id: int
    words: list[str]
    marks: list[str]
    facets: list[str]


def key_of(published_at: datetime, pk: int) -> int:
    """Return the search key of an article: the later published, the greater; equal seconds are told apart by ``pk``."""
    return (int(published_at.timestamp()) << KEY_BITS) + pk % (1 << KEY_BITS)


def key_at(moment: datetime) -> int:
    """Return the smallest key that an article published at ``moment`` or later can have."""
    return int(moment.timestamp()) << KEY_BITS


def document_of(article: ArticlePage) -> Document:
    """Return what search keeps of a public ``article``."""
    title, lead = search_words(article.title), search_words(article.lead)
    body = article.body.stream_block.get_searchable_content(article.body)
    tags = [item.tag for item in article.tagged_items.all()]
    names = chain.from_iterable(dict.fromkeys([tag.name, tag.canonical.name]) for tag in tags)
    others = [search_words(article.lead_image_caption)]
    others += [search_words(plain_text(str(text))) for text in body]
    others += [search_words(name) for name in names]
    # A public article has its time (a constraint of the table says so).
    published_at = cast("datetime", article.published_at)
    return document_from(article.pk, published_at, title=title, lead=lead, others=others, facets=facets_of(article))


def document_from(
    pk: int, published_at: datetime, *, title: list[str], lead: list[str], others: list[list[str]], facets: list[str]
) -> Document:
    """Return the document of an article whose words are known: of title, lead and each other part."""
    words = list(chain.from_iterable([*part, BREAK] for part in (title, lead, *others) if part))[:WORD_LIMIT]
    marks = [IN_TITLE + word for word in dict.fromkeys(title)]
    marks += [IN_HEAD + word for word in dict.fromkeys(title + lead)]
    return Document(key_of(published_at, pk), pk, words, marks, facets)


def facets_of(article: ArticlePage) -> list[str]:
    """Return a token for each agency, region, channel, tag and byline of ``article``, and for English."""
    tokens = [f"{AGENCY}{link.agency_id}" for link in article.agency_links.all()]
    tokens += [f"{REGION}{link.region_id}" for link in article.region_links.all()]
    tokens += [f"{CHANNEL}{article.channel_id}"] if article.channel_id else []
    tokens += [f"{TAG}{item.tag_id}" for item in article.tagged_items.all()]
    tokens += [f"{BYLINE}{credit.byline_id}" for credit in article.credits.all() if credit.byline_id]
    tokens += [IN_ENGLISH] if article.language == ENGLISH else []
    return list(dict.fromkeys(tokens))
