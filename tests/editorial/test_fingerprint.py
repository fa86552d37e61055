"""What a fingerprint covers, and what it survives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsroom.articles.models import ArticlePage
from newsroom.editorial.fingerprint import fingerprint_of, said_parts, without_bookkeeping
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db


def test_a_part_added_by_a_later_version_leaves_old_fingerprints_alone():
    old = {"title": "Judul", "credits": [["reporter", 1, "her"]]}
    new = old | {"correction": ["", "", ""], "map": None, "links": [], "flag": False, "nested": [[None, ""]]}
    assert fingerprint_of(said_parts(new)) == fingerprint_of(said_parts(old))
    assert fingerprint_of(said_parts(new | {"map": "Gresik"})) != fingerprint_of(said_parts(old))


def test_block_ids_and_the_editors_keys_are_not_content():
    stored = [{"type": "paragraph", "id": "a", "value": '<p data-block-key="x1">Isi.</p>'}]
    again = [{"type": "paragraph", "id": "b", "value": '<p data-block-key="y2">Isi.</p>'}]
    assert without_bookkeeping(stored) == without_bookkeeping(again)
    assert without_bookkeeping(stored) != without_bookkeeping([{"type": "paragraph", "value": "<p>Isi lain.</p>"}])


def test_a_page_and_its_revision_and_its_row_have_one_fingerprint(newsroom_desk, wartawan):
    article = article_draft(newsroom_desk, owner=wartawan, tags=("dinsos jatim",))
    from_revision = article.latest_revision.as_object()
    from_row = ArticlePage.objects.get(pk=article.pk)
    assert article.fingerprint() == from_revision.fingerprint() == from_row.fingerprint()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Lain"),
        ("lead", "Lain."),
        ("dateline", "Gresik"),
        ("lead_image_caption", "Lain"),
        ("correction_note", "Lain"),
        ("body", [("paragraph", "<p>Lain.</p>")]),
    ],
)
def test_every_word_that_readers_see_changes_the_fingerprint(newsroom_desk, field, value):
    article = article_draft(newsroom_desk)
    before = article.fingerprint()
    setattr(article, field, value)
    assert article.fingerprint() != before


def test_it_does_not_matter_whether_the_blocks_were_looked_at_before(newsroom_desk):
    raw = [{"type": "quote", "value": {"text": "Kami siap.", "speaker": "Ibu Uji"}}]
    article = article_draft(newsroom_desk, body=raw)
    untouched = ArticlePage.objects.get(pk=article.pk)
    looked_at = ArticlePage.objects.get(pk=article.pk)
    assert [block.value["speaker"] for block in looked_at.body] == ["Ibu Uji"]
    assert looked_at.fingerprint() == untouched.fingerprint()


def test_a_time_is_the_same_content_in_whatever_zone_it_is_held(newsroom_desk):
    in_wib = datetime(2026, 11, 13, 9, 20, tzinfo=timezone(timedelta(hours=7)))
    assert said_parts({"pins": [[1, in_wib, None]]}) == said_parts({"pins": [[1, in_wib.astimezone(UTC), None]]})
    article = public_article(newsroom_desk, elsewhere_name="Dinas Uji", elsewhere_published_at=in_wib)
    from_row = ArticlePage.objects.get(pk=article.pk)
    assert from_row.fingerprint() == from_row.current_entitlement.fingerprint
    from_row.save()
