"""Taking the demo newsroom away, as far as the laws of the newsroom allow."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from newsroom.articles.models import ArticlePage
from newsroom.demo.accounts import usernames
from newsroom.demo.content import LEGACY_PREFIX
from newsroom.users.models import User


@dataclass(frozen=True)
class Closed:
    """How many accounts were closed, drafts removed, and releases had to stay."""

    accounts: int
    drafts: int
    kept: int


@transaction.atomic
def close_demo() -> Closed:
    """Lock the demo accounts and delete demo drafts that nobody ever submitted. Safe to run again."""
    accounts = 0
    for account in User.objects.filter(username__in=usernames(), is_active=True):
        account.set_unusable_password()
        account.is_active = False
        account.save(update_fields=["password", "is_active"])
        accounts += 1
    drafts = kept = 0
    for article in ArticlePage.objects.filter(legacy_id__startswith=LEGACY_PREFIX):
        if article.was_ever_public or article.was_ever_submitted:
            kept += 1
        else:
            article.delete()
            drafts += 1
    return Closed(accounts, drafts, kept)
