"""Fuller texts for the standing pages, published as part of the demo."""

from __future__ import annotations

from datetime import date

from newsroom.agencies.models import Agency
from newsroom.demo.content import load_pages
from newsroom.editorial.actions import publish_import
from newsroom.editorial.models import Entitlement
from newsroom.pages.models import MastheadEntry, PublisherSetting, StandardPage
from newsroom.users.models import User

PUBLISHER = "arsip"


def ensure_page_texts(batch: str) -> list[str]:
    """Give the standing pages their demo texts, once; return the titles of those that got one."""
    done = []
    person = User.objects.get(username=PUBLISHER)
    if not PublisherSetting.objects.exists():
        PublisherSetting.objects.create(contact_email="redaksi@newsroom.example", contact_phone="031 555 0123")
    for entry in load_pages():
        page = StandardPage.objects.filter(slug=entry["slug"]).first()
        if page is None or Entitlement.objects.filter(page_id=page.pk, batch=batch).exists():
            continue
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        draft.introduction = entry["introduction"]
        draft.body = [_block(block) for block in entry["body"]]
        if entries := entry.get("masthead"):
            draft.masthead_entries = [_masthead_entry(values) for values in entries]
        draft.save_revision(user=person)
        publish_import(StandardPage.objects.get(pk=page.pk), user=person, batch=batch)
        done.append(page.title)
    return done


def _masthead_entry(values: list[str]) -> MastheadEntry:
    role, name, initials, agency, starts_on, ends_on, decree = values
    return MastheadEntry(
        role=role,
        name=name,
        initials=initials,
        agency=Agency.objects.filter(slug=agency).first() if agency else None,
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        decree=decree,
    )


def _block(block: str | dict[str, object]) -> tuple[str, object]:
    if isinstance(block, str):
        return "paragraph", f"<p>{block}</p>"
    if "h" in block:
        return "heading", block["h"]
    return "table", {
        "data": block["table"],
        "cell": [],
        "mergeCells": [],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": block.get("caption", ""),
    }
