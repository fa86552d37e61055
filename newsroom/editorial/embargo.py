"""The gate of an embargo: whether a release is held, and that nothing makes it public before its time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.editorial.enums import EmbargoOutcome
from newsroom.editorial.models.embargo import Embargo, open_embargo_of
from newsroom.editorial.times import moment_of

if TYPE_CHECKING:
    from typing import Any

    from wagtail.models import Page

RIGHT = "editorial.manage_embargo"


class Embargoed(PermissionDenied):
    """Raised when a release would become public before its embargo lifts."""


def may_manage(user: Any) -> bool:
    """Whether ``user`` may set, move, break or cancel an embargo, and see its early readers."""
    return bool(user.is_active and user.has_perm(RIGHT))


def is_embargoed(page: Page, now: datetime | None = None) -> bool:
    """Whether ``page`` may not be public yet. Until it is public it stays secret, also after this time."""
    embargo = open_embargo_of(page)
    return embargo is not None and (now or timezone.now()) < embargo.lifts_at


def refuse_while_embargoed(page: Page) -> None:
    """Refuse to make ``page`` public before its time. Asks the clock itself, so that no caller can name another time.

    Raises:
        Embargoed: the embargo has not lifted.
    """
    embargo = open_embargo_of(page)
    if embargo is not None and timezone.now() < embargo.lifts_at:
        raise Embargoed(_("This release is under embargo until %s.") % moment_of(embargo.lifts_at))


def lift(page: Page, now: datetime) -> Embargo | None:
    """Note that ``page`` is public now and its embargo over; in the transaction that publishes."""
    embargo = open_embargo_of(page)
    if embargo is not None:
        embargo.end(EmbargoOutcome.LIFTED, now)
    return embargo
