"""Readers see what a correction changed, and never a text that was not public by right."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from newsroom.articles.changes import ADDED, REMOVED, SAME, compare
from newsroom.articles.models import ArticlePage, Correction
from newsroom.editorial import actions, withdrawals
from tests.factories import public_article

pytestmark = pytest.mark.django_db

NOTE = "Jumlah penerima keliru & diperbaiki."


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def correct(article, writer, editor, kind="ralat", **changes):
    draft = fresh(article).get_latest_revision_as_object()
    values = {"correction_kind": kind, "correction_note": NOTE, "correction_wrong": "400", "correction_right": "40"}
    for name, value in {**values, **changes}.items():
        setattr(draft, name, value)
    draft.save_revision(user=writer)
    actions.submit(fresh(article), user=writer)
    actions.decide(fresh(article), "approve", user=editor)
    return Correction.objects.filter(article_id=article.pk).first()


@pytest.fixture
def corrected(newsroom_desk, redaktur, redaktur2):
    article = public_article(
        newsroom_desk,
        title="Bantuan Pangan bagi Warga",
        lead="Bantuan untuk 400 keluarga.",
        body=[("paragraph", "<p>Paragraf yang tetap.</p><p>Ada 400 keluarga &lt;penerima&gt;.</p>")],
    )
    body = [("paragraph", "<p>Paragraf yang tetap.</p><p>Ada 40 keluarga &lt;penerima&gt;.</p>")]
    correct(article, redaktur, redaktur2, lead="Bantuan untuk 40 keluarga.", body=body)
    return fresh(article)


def test_the_article_leads_to_the_words_before_and_after(corrected):
    correction = Correction.objects.get()
    address = f"/koreksi/{correction.pk}/"
    assert address in Client().get(corrected.public_path).content.decode()
    assert address in Client().get("/koreksi/").content.decode()
    page = Client().get(address).content.decode()
    assert re.search(r'<del><span class="visually-hidden">\[dihapus: </span>400<', page)
    assert re.search(r'<ins><span class="visually-hidden">\[ditambahkan: </span>40<', page)
    assert "Paragraf yang tetap." not in page
    assert "&lt;penerima&gt;" in page
    assert 'content="noindex, follow"' in page


def test_a_text_that_waits_for_approval_is_never_shown(corrected, redaktur):
    draft = corrected.get_latest_revision_as_object()
    draft.lead = "Kalimat yang belum disetujui."
    draft.save_revision(user=redaktur)
    actions.submit(fresh(corrected), user=redaktur)
    correction = Correction.objects.get()
    assert "belum disetujui" not in Client().get(f"/koreksi/{correction.pk}/").content.decode()


def test_each_correction_shows_its_own_change_only(corrected, redaktur, redaktur2):
    correct(corrected, redaktur, redaktur2, kind="pembaruan", title="Bantuan Pangan bagi Semua Warga")
    newest, first = Correction.objects.all()
    assert "Semua" in Client().get(f"/koreksi/{newest.pk}/").content.decode()
    text = re.sub(r"<[^>]+>", "", Client().get(f"/koreksi/{first.pk}/").content.decode())
    assert "ditambahkan: 40" in text
    assert "ditambahkan: Semua" not in text


@pytest.mark.parametrize(("kind", "answer"), [("withdrawn", 200), ("taken_down", 410)])
def test_the_change_of_a_release_that_was_taken_back_leads_to_its_address(corrected, redaktur, pemred, kind, answer):
    request = withdrawals.propose(corrected, user=redaktur, kind=kind, reason="other", public_text="Ditarik.")
    withdrawals.carry_out(request, user=pemred)
    correction = Correction.objects.get()
    response = Client().get(f"/koreksi/{correction.pk}/", follow=True)
    assert response.redirect_chain == [(corrected.public_path, 302)]
    assert response.status_code == answer
    text = response.content.decode()
    assert "Ditarik." in text
    assert f"/koreksi/{correction.pk}/" not in text
    for feed in ("/feed/", "/feed/rss/"):
        assert corrected.title not in Client().get(feed).content.decode()


def test_feed_and_structured_data_say_that_it_was_corrected(corrected):
    correction = Correction.objects.get()
    atom = Client().get("/feed/").content.decode()
    assert f"<updated>{correction.published_at.isoformat()}</updated>" in atom
    for feed in (atom, Client().get("/feed/rss/").content.decode()):
        assert "Ralat" in re.findall(r'category(?: term="|>)(\w+)', feed)
        assert "&lt;strong&gt;Ralat" in feed
    page = Client().get(corrected.public_path).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page).group(1))
    assert data["dateModified"] == correction.published_at.isoformat()
    assert data["correction"][0]["@type"] == "CorrectionComment"
    assert data["correction"][0]["text"] == NOTE
    assert data["correction"][0]["url"].endswith(f"/koreksi/{correction.pk}/")


def test_an_unknown_correction_is_not_found(db):
    assert Client().get("/koreksi/999/").status_code == 404


def test_words_are_compared_and_passages_that_stand_are_left_out():
    before = {"title": "Satu dua tiga", "lead": "Sama.", "tags": [1], "correction": ["", "", "", ""]}
    after = {"title": "Satu empat tiga", "lead": "Sama.", "tags": [1, 2], "correction": ["ralat", "x", "", ""]}
    changes = compare(before, after)
    assert [[(piece.kind, piece.text.strip()) for piece in passage] for passage in changes.passages] == [
        [(SAME, "Satu"), (REMOVED, "dua"), (ADDED, "empat"), (SAME, "tiga")]
    ]
    assert (changes.files_changed, changes.others_changed) == (False, True)


def test_a_swapped_picture_is_told_though_the_words_are_the_same():
    changes = compare({"title": "T", "media": [["image", 1, "a"]]}, {"title": "T", "media": [["image", 1, "b"]]})
    assert (changes.passages, changes.files_changed, changes.others_changed) == ([], True, False)
