"""The texts of the demo newsroom: written for it, complete, and free of real people."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsroom.demo.content import Story, fill_in_dates, load_pages, load_settings, load_stories

NOW = datetime(2026, 11, 24, 16, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
STORIES = load_stories(NOW)
# Office holders and politicians of the province and the country, past and present: none may appear.
REAL_PEOPLE = (
    "Khofifah", "Indar Parawansa", "Emil Dardak", "Elestianto", "Adhy Karyono", "Heru Tjahjono", "Soekarwo",
    "Saifullah Yusuf", "Gus Ipul", "Prabowo", "Gibran", "Joko Widodo", "Jokowi", "Megawati", "Yudhoyono", "Eri Cahyadi",
    "Rismaharini", "Puti Guntur", "Luluk Nur", "Tri Rismah", "Ipuk Fiestiandani", "Abdullah Azwar Anas", "Hudiyono",
    "Sherlita", "Restu Novi", "Erwin Astha", "Aries Agung", "Benny Sampirwanto", "Budi Arie", "Meutya Hafid", "Baiq Li",
)  # fmt: skip


def words_of(story: Story) -> int:
    return len(re.findall(r"\w+", json.dumps(story.body, ensure_ascii=False)))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
class TestEachRelease:
    def test_its_lead_is_one_sentence_that_fits(self, story: Story) -> None:
        assert story.lead.endswith(".")
        assert not re.search(r"[.!?] +[A-Z]", story.lead), story.lead
        assert len(story.lead) <= 200

    def test_its_lead_is_not_its_first_paragraph(self, story: Story) -> None:
        assert story.body[0] != story.lead

    def test_it_names_no_real_person(self, story: Story) -> None:
        text = json.dumps(story.raw, ensure_ascii=False)
        assert [name for name in REAL_PEOPLE if name in text] == []

    def test_no_date_mark_is_left_over(self, story: Story) -> None:
        assert "{{" not in json.dumps([story.title, story.lead, story.body])

    def test_its_money_and_its_quotes_follow_the_spelling_rules(self, story: Story) -> None:
        text = json.dumps([story.title, story.lead, story.body], ensure_ascii=False)
        assert not re.search(r"Rp[. ]\s*\d", text), "Rp25 juta, without a space"
        assert text.count("“") == text.count("”")
        for wrong in ("di mana-mana ", "merubah", "ijin ", "jum'at", "nopember", "dimana ", "kerjasama", "resiko"):
            assert wrong not in text.lower()

    def test_it_has_agency_channel_and_tags(self, story: Story) -> None:
        assert len(story["own"]) == 1
        assert story["channel"] in {entry["slug"] for entry in load_settings()["channels"]}
        assert len(story["tags"]) >= 2

    def test_it_is_dated_in_the_past(self, story: Story) -> None:
        assert NOW - timedelta(days=1100) < story.moment <= NOW


def test_there_are_about_sixty_public_releases_over_three_years() -> None:
    public = [story for story in STORIES if story.state in {"public", "approved"}]
    assert 60 <= len(public) <= 75
    assert (NOW - public[0].moment).days > 1000
    assert len({slug for story in public for slug in story["own"]}) >= 12


def test_the_lengths_and_shapes_are_those_of_a_real_newsroom() -> None:
    lengths = sorted(words_of(story) for story in STORIES)
    assert lengths[0] < 60
    assert lengths[-1] > 600
    titles = [story.title for story in STORIES]
    assert max(len(title) for title in titles) > 128
    assert any(title.isupper() for title in titles)
    assert [title[-8:] for title in titles if "(Seri" in title] == ["(Seri 1)", "(Seri 2)", "(Seri 3)"]
    for wanted in ("gallery", "attachments", "media_contact", "elsewhere", "office"):
        assert any(story[wanted] for story in STORIES), wanted
    assert sum(story["picture"] is None for story in STORIES) > 8
    blocks = {name for story in STORIES for block in story.body if isinstance(block, dict) for name in block}
    assert {"h", "quote", "list", "table", "gallery", "related"} <= blocks
    assert any(story.has_day_only and story["views"] for story in STORIES)


def test_every_state_of_the_desk_is_there() -> None:
    assert {story.state for story in STORIES} == {
        "public",
        "approved",
        "draft",
        "submitted",
        "returned",
        "scheduled",
        "withdrawn",
        "embargoed",
        "forced",
    }
    assert all(story["reason"] for story in STORIES if story.state == "returned")
    assert any(story["draft_addition"] for story in STORIES if story.state == "approved")


def test_keys_are_unique_and_related_stories_are_older() -> None:
    moments = {story.key: story.moment for story in STORIES}
    assert len(moments) == len(STORIES)
    for story in STORIES:
        for block in story.body:
            if isinstance(block, dict) and "related" in block:
                assert moments[block["related"]] < story.moment


def test_dates_in_the_text_follow_the_day_of_the_load() -> None:
    day = NOW.date()
    assert fill_in_dates("Dibuka {{0}}.", day) == "Dibuka Selasa (24/11/2026)."
    assert fill_in_dates("{{-1..0}} di Batu", day) == "Senin–Selasa (23–24/11/2026) di Batu"
    assert fill_in_dates("{{+6..+8}}", day) == "Senin–Rabu (30/11–2/12/2026)"
    assert fill_in_dates("Pekan {{tahun}}", day) == "Pekan 2026"


def test_the_standing_pages_say_that_this_is_a_demonstration() -> None:
    pages = {entry["slug"]: entry for entry in load_pages()}
    assert set(pages) == {"tentang", "redaksi-kami", "pedoman-media-siber", "privasi", "aksesibilitas"}
    assert "rekaan" in json.dumps(pages["tentang"], ensure_ascii=False)
