"""English twins of some demo releases: translated, submitted and approved over the desk, as people do it."""

from __future__ import annotations

import json
from typing import Any

from newsroom.articles.models import ArticlePage
from newsroom.articles.twins import english_desk_of, translate, twin_of
from newsroom.demo.content import FOLDER, LEGACY_PREFIX
from newsroom.demo.stories import body_of
from newsroom.editorial.actions import decide, submit
from newsroom.editorial.enums import ReviewAction
from newsroom.users.models import User


def ensure_twins() -> list[str]:
    """Make the English twins that are missing and return their titles; none without an English tree."""
    made = []
    for entry in json.loads((FOLDER / "twins.json").read_text(encoding="utf-8")):
        original = ArticlePage.objects.filter(legacy_id=f"{LEGACY_PREFIX}{entry['original']}").first()
        if original is not None and twin_of(original) is None and english_desk_of(original) is not None:
            _make(original, entry)
            made.append(entry["title"])
    return made


def _make(original: ArticlePage, entry: dict[str, Any]) -> None:
    translator = User.objects.get(username=entry["translator"])
    draft = translate(original, user=translator).get_latest_revision_as_object()
    draft.title, draft.lead = entry["title"], entry["lead"]
    draft.body = body_of(entry["body"], [])
    draft.lead_image_caption = draft.lead_image_alt = entry["caption"]
    draft.lead_image_credit = original.lead_image_credit.replace("Ilustrasi:", "Illustration:")
    draft.save()
    draft.save_revision(user=translator)
    submit(ArticlePage.objects.get(pk=draft.pk), user=translator)
    approver = User.objects.get(username=entry["approver"])
    decide(ArticlePage.objects.get(pk=draft.pk), ReviewAction.APPROVE, user=approver)
