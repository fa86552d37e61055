"""What search reads: one row an article, and the words that occur. Only public text is ever written here."""

from __future__ import annotations

from typing import Any

from django.db import models

from newsroom.articles.models import ArticlePage
from newsroom.core.stemming import WORD_LENGTH, stem

INDEX_VERSION = 1  # rows of an older version are written anew by `rebuild_search`


class SearchEntry(models.Model):
    """A public article as search sees it. The words themselves are where the database keeps them.

    PostgreSQL has them in a ``tsvector`` column of this table, SQLite in the FTS5 table ``listings_searchwords``
    (:mod:`newsroom.listings.search.store`).
    """

    # Grows with the time of publication, so that the newest matches are read first and no others.
    key = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="+")
    # The tokens of what the article is listed under: "_i12 _w3 _k1 _t88 _b7".
    facets = models.TextField(blank=True)
    # SQLite only: the words as they were indexed, compressed; FTS5 needs them to forget them.
    packed = models.BinaryField(blank=True, default=b"")
    version = models.PositiveSmallIntegerField(default=INDEX_VERSION)

    class Meta:
        indexes = [models.Index(fields=["version"], name="search_entry_version")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key}"


class WordForm(models.Model):
    """A word of a public text and its stem: how search finds *pelatihan* for ``melatih``, and what was meant by a typo.

    Not unique on purpose: two publications at the same moment may both write a new word, and neither waits.
    """

    word = models.CharField(max_length=WORD_LENGTH)
    stem = models.CharField(max_length=WORD_LENGTH)
    # The ends, by which words that look alike are found.
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=3)

    class Meta:
        indexes = [
            models.Index(fields=["stem", "word"], name="word_form_stem"),
            models.Index(fields=["word"], name="word_form_word"),
            models.Index(fields=["head"], name="word_form_head"),
            models.Index(fields=["tail"], name="word_form_tail"),
        ]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def of(cls, word: str, **fields: Any) -> WordForm:
        """Return the unsaved row of a word."""
        return cls(word=word, stem=stem(word), head=word[:2], tail=word[-3:], **fields)
