"""The explorer's rows, fetched with what their badges and buttons ask."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from newsroom.editorial.models import Approval, Embargo, Entitlement, ForcePublish, Slot, Submission


def with_facts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return ``pages`` with the facts that :func:`newsroom.editorial.models.listed.listed_without` reads."""
    rows: dict[str, QuerySet[Any]] = {
        "has_approval": Approval.objects.all(),
        "has_entitlement": Entitlement.objects.all(),
        "has_submission": Submission.objects.all(),
        "is_embargoed": Embargo.objects.filter(ended_at=None),
        "waits_for_clearing": ForcePublish.objects.open(),
        "waits_in_slot": Slot.objects.open(),
    }
    return pages.annotate(**{fact: Exists(records.filter(page_id=OuterRef("pk"))) for fact, records in rows.items()})


def fetch_facts(parent_page: Any, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Let the explorer know its rows without a query for each (hook)."""
    return with_facts(pages)
