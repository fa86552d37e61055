"""Models of the news.

Public import path: ``newsroom.articles.models``. Direction inside the package:
``snippets`` <- ``article`` <- ``relations``, ``index``.
"""

from __future__ import annotations

from newsroom.articles.models.article import ArticlePage
from newsroom.articles.models.corrections import Correction
from newsroom.articles.models.index import Desk, NewsIndexPage
from newsroom.articles.models.relations import (
    ArticleAgency,
    ArticleAttachment,
    ArticleCredit,
    ArticleRegion,
    TaggedArticle,
)
from newsroom.articles.models.snippets import Channel, MediaContact

__all__ = [
    "ArticleAgency",
    "ArticleAttachment",
    "ArticleCredit",
    "ArticlePage",
    "ArticleRegion",
    "Channel",
    "Correction",
    "Desk",
    "MediaContact",
    "NewsIndexPage",
    "TaggedArticle",
]
