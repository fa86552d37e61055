"""Form data as the article editor posts it."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

EMPTY_FORMSETS = ("agency_links", "region_links", "credits", "attachments")


def article_form(article: Any = None, **changes: Any) -> dict[str, Any]:
    """Return the POST data of the editor for ``article`` (default: a new one), with ``changes``."""
    values: dict[str, Any] = {
        "title": "Judul dari formulir",
        "lead": "Teras dari formulir.",
        "dateline": "Jatim Newsroom",
        "body": streamfield([("paragraph", rich_text("<p>Isi dari formulir.</p>"))]),
        "lead_image": "",
        "lead_image_caption": "",
        "lead_image_credit": "",
        "lead_image_alt": "",
        "channel": "",
        "media_contact": "",
        "tags": "",
        "correction_kind": "",
        "correction_note": "",
        "correction_wrong": "",
        "correction_right": "",
        "elsewhere_name": "",
        "elsewhere_published_at": "",
        "elsewhere_url": "",
        "comments": inline_formset([]),
    }
    for name in EMPTY_FORMSETS:
        values[name] = inline_formset([])
    if article is not None:
        latest = article.get_latest_revision_as_object()
        values |= {"title": latest.title, "lead": latest.lead, "dateline": latest.dateline, "body": _body(latest)}
        values["credits"] = inline_formset(
            [
                {
                    "id": credit.pk or "",
                    "byline": credit.byline_id or "",
                    "printed_name": credit.printed_name,
                    "role": credit.role,
                    "ORDER": number,
                }
                for number, credit in enumerate(latest.credits.all(), start=1)
            ],
            initial=sum(1 for credit in latest.credits.all() if credit.pk),
        )
    values |= changes
    return nested_form_data(values)


def _body(article: Any) -> dict[str, Any]:
    return streamfield([(block.block_type, rich_text(block.value.source)) for block in article.body])
