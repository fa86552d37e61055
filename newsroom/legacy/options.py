"""How a run of the import goes about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from newsroom.articles.models import Desk
from newsroom.legacy.mapping import JAKARTA
from newsroom.users.models import User


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    Attributes:
        user: the person who imports.
        desk: where new articles lie.
        publish: whether articles become public; otherwise they are drafts.
        dry_run: whether nothing is written.
        zone: of times that name none.
        encoding: of the files; None to recognise it.
        given: the options as typed, for the record.
        rereads: whether files that an earlier run stored are read again, for what the report says of them.
    """

    user: User
    desk: Desk
    publish: bool = False
    dry_run: bool = False
    zone: tzinfo = JAKARTA
    encoding: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    rereads: bool = False
