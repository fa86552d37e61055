"""How allauth behaves for staff accounts: no sign-up, limits per account and per address."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

# Said at the sign-in page only; in the admin they would be noise.
SILENT_MESSAGES = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by account and network address.

        By account alone, anybody could keep an editor out by typing wrong passwords.
        """
        login = str(credentials.get("username") or credentials.get("email") or "").casefold()
        return f"{login}@{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse without looking at the password once a limit is reached.

        Beside the limit per account and address there is a wide one per account, against one
        password list tried from many addresses.
        """
        super().pre_authenticate(request, **credentials)
        login = str(credentials.get("username") or "").casefold()
        self._account_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_account", key=login
        )
        if not self._account_usage:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        usage = getattr(self, "_account_usage", None)
        if usage:
            usage.rollback()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Pass on the messages worth reading."""
        if message_template not in SILENT_MESSAGES:
            super().add_message(request, level, message_template, message_context, extra_tags, message)
