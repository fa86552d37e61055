"""The clock of a signed-in session: half an hour without activity, half a day in all."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SIGNED_IN_AT = "newsroom_signed_in_at"
LAST_ACTIVITY = "newsroom_last_activity"
# Activity is written at most this often, in seconds: one database write a minute, not one a request.
WRITE_INTERVAL = 60

# Requests that pages send by themselves; they never keep a session alive.
BACKGROUND_VIEWS = frozenset(
    {
        "session_status",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_javascript_catalog",
    }
)


def begin(session: SessionBase) -> None:
    """Start both clocks; called at sign-in."""
    now = int(time.time())
    session[SIGNED_IN_AT] = now
    session[LAST_ACTIVITY] = now


def seconds_left(session: SessionBase) -> int:
    """Seconds until the session ends if nothing happens; 0 or less when it has ended."""
    now = time.time()
    if SIGNED_IN_AT not in session or LAST_ACTIVITY not in session:
        begin(session)
    idle_end = session[LAST_ACTIVITY] + settings.NEWSROOM_IDLE_SECONDS
    absolute_end = session[SIGNED_IN_AT] + settings.NEWSROOM_SESSION_SECONDS
    return int(min(idle_end, absolute_end) - now)


def is_final(session: SessionBase) -> bool:
    """True when the limit in all comes first, so that activity prolongs nothing any more."""
    return bool(
        session[SIGNED_IN_AT] + settings.NEWSROOM_SESSION_SECONDS < time.time() + settings.NEWSROOM_IDLE_WARNING_SECONDS
    )


def touch(session: SessionBase, *, at_once: bool = False) -> None:
    """Note activity; `at_once` writes even when the last note is recent."""
    now = int(time.time())
    interval = min(WRITE_INTERVAL, settings.NEWSROOM_IDLE_SECONDS // 4)
    if at_once or now - session.get(LAST_ACTIVITY, 0) >= interval:
        session[LAST_ACTIVITY] = now


def is_activity(request: HttpRequest) -> bool:
    """True for a request that a person made: opening a page or sending a form.

    Browsers mark what scripts fetch in the background; typing and clicking are reported by the
    admin's own script with a POST to the session status.
    """
    match: Any = request.resolver_match
    if match is not None and match.view_name in BACKGROUND_VIEWS:
        return match.view_name == "session_status" and request.method == "POST"
    mode = request.headers.get("Sec-Fetch-Mode")
    if mode is not None:
        return mode == "navigate"
    return request.headers.get("X-Requested-With") != "XMLHttpRequest"


def gave_password_recently(request: HttpRequest) -> bool:
    """Whether the password was typed in this session within ACCOUNT_REAUTHENTICATION_TIMEOUT, at sign-in or since."""
    records = get_authentication_records(request, request.user)
    given = [record["at"] for record in records if record.get("method") == "password"]
    return bool(given) and time.time() - max(given) < app_settings.REAUTHENTICATION_TIMEOUT
