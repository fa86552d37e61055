"""The tags from A to Z."""

from __future__ import annotations

import pytest

from newsroom.listings import tag_index
from newsroom.tags.models import NewsTag
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db


def named(client, address: str = "/tag/?huruf=d") -> list[str]:
    return [entry["label"] for entry in client.get(address).context["entries"]]


def test_a_reader_finds_the_tags_of_a_letter_by_name(client, newsroom_desk):
    public_article(newsroom_desk, tags=("Disabilitas", "dinsos jatim", "banjir", "3 desa"))
    assert named(client) == ["#dinsos jatim", "#Disabilitas"]
    assert named(client, "/tag/?huruf=0-9") == ["#3 desa"]
    assert named(client, "/tag/?huruf=B") == ["#banjir"]


def test_the_tag_of_a_draft_is_not_named(client, newsroom_desk):
    article_draft(newsroom_desk, tags=("darurat rahasia",))
    page = client.get("/tag/?huruf=d")
    assert page.status_code == 200
    assert "rahasia" not in page.content.decode()


def test_an_alias_stands_in_its_place_and_leads_to_its_tag(client, newsroom_desk):
    public_article(newsroom_desk, tags=("dinsos",))
    canonical = NewsTag.objects.create(name="Sosial")
    NewsTag.objects.filter(name="dinsos").update(alias_of=canonical)
    (entry,) = client.get("/tag/?huruf=d").context["entries"]
    assert (entry["url"], entry["see"]) == ("/tag/sosial/", "#Sosial")
    assert named(client, "/tag/?huruf=s") == ["#Sosial"]


def test_an_alias_that_only_a_draft_uses_is_not_named(client, newsroom_desk):
    public_article(newsroom_desk, tags=("Sosial",))
    article_draft(newsroom_desk, tags=("dinsos rahasia",))
    NewsTag.objects.filter(name="dinsos rahasia").update(alias_of=NewsTag.objects.get(name="Sosial"))
    assert named(client) == []


@pytest.mark.parametrize("letter", ["", "aa", "é", "%", "_", "-"])
def test_what_is_no_letter_is_no_address(client, letter):
    assert client.get("/tag/", {"huruf": letter}).status_code == 404


def test_a_reader_steps_through_many_tags_one_query_a_page(
    client, newsroom_desk, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(tag_index, "PAGE_SIZE", 2)
    public_article(newsroom_desk, tags=("desa", "dana desa", "daerah", "dokter", "debit air"))
    address, seen = "/tag/?huruf=d", []
    client.get(address)  # what every page asks once: the channels
    while address:
        with django_assert_num_queries(1):
            page = client.get(address)
        seen += [entry["label"] for entry in page.context["entries"]]
        address = page.context["more_url"]
    assert seen == ["#daerah", "#dana desa", "#debit air", "#desa", "#dokter"]


def test_a_forged_continuation_is_only_text(client, newsroom_desk):
    public_article(newsroom_desk, tags=("desa",))
    assert named(client, "/tag/?huruf=d&setelah=%00%27%22") == ["#desa"]
