"""Which pages staff may know of: titles of another desk's unpublished work stay on that desk.

Wagtail lets everybody in the admin learn every title: by the page chooser, by bulk actions, by views that refuse an
action with a message that names the page. Here one rule says whose pages those are.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from newsroom.editorial.enums import WithdrawalOutcome
from newsroom.editorial.models import Withdrawal, WithdrawalRequest


def pages_seen_by(user: Any) -> QuerySet[Page]:
    """Return the pages that the explorer shows ``user``: those of the own desks, and what leads there."""
    return page_permission_policy.explorable_instances(user)


def pages_known_to(user: Any) -> QuerySet[Page]:
    """Return the pages ``user`` sees, and those that readers see.

    A public page whose new title waits for approval is left out: Wagtail's lists would show the new title.
    """
    ended = WithdrawalRequest.objects.filter(outcome=WithdrawalOutcome.PLANNED, effective_at__lte=timezone.now())
    taken_back = Exists(Withdrawal.objects.filter(page_id=OuterRef("pk"))) | Exists(
        ended.filter(page_id=OuterRef("pk"))
    )
    readers_see = Q(live=True, draft_title=F("title")) & ~taken_back
    return Page.objects.filter(Q(pk__in=pages_seen_by(user).order_by().values("pk")) | readers_see)


def knows_all(user: Any, keys: set[int]) -> bool:
    """Whether ``user`` may know of each existing page among ``keys``."""
    hidden = Page.objects.filter(pk__in=keys).exclude(pk__in=pages_known_to(user).order_by().values("pk"))
    return not hidden.exists()


def offer_known_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Keep the page chooser to pages that the person may know of (hook)."""
    return pages.filter(pk__in=pages_known_to(request.user).order_by().values("pk"))
