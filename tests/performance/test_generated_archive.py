"""The generator of the benchmarks, small: what it writes must be what the newsroom itself would have written."""

from __future__ import annotations

import pytest

from newsroom.agencies.models import Agency, Region
from newsroom.articles.models import ArticlePage
from newsroom.listings.models import SearchEntry, WordForm
from newsroom.listings.search import store
from newsroom.listings.search.document import document_of


@pytest.mark.django_db
def test_generated_articles_are_listed_and_indexed_as_published_ones_are(client, newsroom_desk, monkeypatch):
    from bench import generate, text

    monkeypatch.setattr(text, "SENTENCES", 40)
    monkeypatch.setattr(text, "PARAGRAPHS", 20)
    monkeypatch.setattr(generate, "PICTURES", 1)
    monkeypatch.setattr(generate, "BATCH", 2)
    Agency.objects.get_or_create(slug="dinas-uji", defaults={"name": "Dinas Uji"})
    region = {"name": "Kabupaten Uji", "short_name": "Uji", "kind": "kabupaten", "slug": "kabupaten-uji"}
    Region.objects.get_or_create(code="35.99", defaults=region)
    generate.Archive().write(5)
    articles = ArticlePage.objects.public().prefetch_related("tagged_items__tag__alias_of").newest_first()
    assert len(articles) == 5
    assert (articles[0].published_at - articles[4].published_at).days > 365 * 11
    newsroom_desk.refresh_from_db()
    assert newsroom_desk.get_children().count() == newsroom_desk.numchild == 5
    assert not any(ArticlePage.find_problems())
    for article in articles:
        document = document_of(article)
        assert SearchEntry.objects.get(article=article).key == document.key
        assert set(document.facets) == set(SearchEntry.objects.get(article=article).facets.split())
        assert set(document.words) - {"__"} <= set(WordForm.objects.values_list("word", flat=True))
    assert client.get(articles[2].public_path).status_code == 200
    found = client.get("/cari/", {"q": articles[3].title}).context["articles"]
    assert [article.pk for article in found] == [articles[3].pk]
    # SQLite forgets words only where it is told exactly those that it was given.
    store.remove([articles[3].pk])
    assert not client.get("/cari/", {"q": articles[3].title}).context["articles"]
