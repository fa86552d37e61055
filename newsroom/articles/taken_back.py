"""Where an article stands that is taken back, now or at an agreed time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from newsroom.articles.listing_keys import sync_listing_keys
from newsroom.articles.media import hide_media, publish_media
from newsroom.articles.twins import tell_twin
from newsroom.editorial.enums import WithdrawalKind

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.articles.models import ArticlePage
    from newsroom.editorial.models import Withdrawal


class TakenBack:
    """The part of an article page that knows of withdrawals and ends."""

    live: Any
    is_public: Any
    withdrawal_kind: Any
    ends_at: Any
    ends_as: Any
    save: Any

    can_be_withdrawn = True

    @property
    def has_ended(self) -> bool:
        """Whether the agreed end has come and its record is not written yet."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def withdrawn_as(self) -> str:
        """The kind of withdrawal that readers meet now; an agreed end counts from its time, recorded or not."""
        return str(self.ends_as if self.has_ended else self.withdrawal_kind)

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.withdrawn_as)

    @property
    def is_listed(self) -> bool:
        """Whether lists and links show the article to readers; as :meth:`ArticleQuerySet.public`, of one object."""
        return bool(self.live and self.is_public) and not self.is_withdrawn

    @property
    def is_taken_down(self) -> bool:
        """Whether readers get the reason only, and no text."""
        return self.withdrawn_as == WithdrawalKind.TAKEN_DOWN

    def apply_withdrawal(self, withdrawal: Withdrawal) -> None:
        self.withdrawal_kind = withdrawal.kind
        self.is_public = False
        self.ends_at, self.ends_as = None, ""
        self.save(update_fields=["withdrawal_kind", "is_public", "ends_at", "ends_as"], clean=False)
        sync_listing_keys(cast("ArticlePage", self))
        tell_twin(cast("ArticlePage", self))
        if self.is_taken_down:
            hide_media(cast("ArticlePage", self))

    def plan_end(self, ends_at: datetime | None, kind: str) -> None:
        self.ends_at, self.ends_as = ends_at, kind
        self.save(update_fields=["ends_at", "ends_as"], clean=False)
        publish_media(cast("ArticlePage", self))
