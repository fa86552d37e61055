"""A server refuses to run with the demo accounts, whose password is public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

# Written out here and not imported: the demo app is not installed where this runs.
DEMO_ACCOUNTS = ("wartawan", "wartawan2", "kontributor", "redaktur", "redaktur2", "pemred", "arsip", "admin")
DEMO_PASSWORD = "newsroom-demo"  # noqa: S105


def demo_accounts() -> list[str]:
    """Return the user names of active accounts that still open with the published demo password."""
    users = get_user_model()._default_manager.filter(username__in=DEMO_ACCOUNTS, is_active=True)
    return sorted(user.get_username() for user in users if user.check_password(DEMO_PASSWORD))


def refuse_demo_accounts() -> None:
    """Stop a web process that would serve a database with demo accounts; without tables there are none.

    Raises:
        ImproperlyConfigured: at least one account opens with the demo password.
    """
    try:
        found = demo_accounts()
    except DatabaseError:
        # A database that is down or empty is a matter for /readyz, not a reason to keep the process from starting.
        return
    finally:
        # The server forks after this; a connection must not be shared by its children.
        connections.close_all()
    if found:
        raise ImproperlyConfigured(
            f"The database has demo accounts with the published password: {', '.join(found)}. "
            "Deactivate them or set other passwords before serving this site."
        )


@register(Tags.security, deploy=True)
def check_demo_accounts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Report demo accounts in `check --deploy`."""
    try:
        found = demo_accounts()
    except DatabaseError:
        return [Info("The database was not reachable, so demo accounts were not looked for.", id="newsroom.I001")]
    if not found:
        return []
    return [
        Error(
            f"Demo accounts with the published password: {', '.join(found)}.",
            hint="Deactivate them or set other passwords.",
            id="newsroom.E001",
        )
    ]
