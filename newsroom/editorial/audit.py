"""The audit log: who did, or tried to do, what Wagtail's log does not hold.

Wagtail's log stays the log of changes of content, one line a transition. Here lie sign-ins and failed ones, second
factors, rights, exports, refused attempts and early reads. Nothing secret is written down: no password, no code, no
text, and of the network address only the first part.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.models.audit import AuditEvent

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from newsroom.users.models import User

# Bits of an address that are kept: the network of an office or a provider, not the machine.
KEPT_BITS = {4: 24, 6: 48}
LONGEST_PATH = 255

SIGNED_IN = "account.signed_in"
SIGNED_OUT = "account.signed_out"
SIGN_IN_FAILED = "account.sign_in_failed"
NEW_PASSWORD = "account.new_password"  # noqa: S105  the name of an event
FACTOR_ADDED = "account.factor_added"
FACTOR_REMOVED = "account.factor_removed"
FACTOR_RESET = "account.factor_reset"
FACTOR_FAILED = "account.factor_failed"
RIGHTS_CHANGED = "rights.changed"
REFUSED = "refused"
EXPORTED = "exported"

_labels: dict[str, Any] = {
    SIGNED_IN: _("Sign-in"),
    SIGNED_OUT: _("Sign-out"),
    SIGN_IN_FAILED: _("Sign-in failed"),
    NEW_PASSWORD: _("Password changed"),
    FACTOR_ADDED: _("Second factor added"),
    FACTOR_REMOVED: _("Second factor removed"),
    FACTOR_RESET: _("Recovery codes renewed"),
    FACTOR_FAILED: _("Second factor failed"),
    RIGHTS_CHANGED: _("Rights changed"),
    REFUSED: _("Refused attempt"),
    EXPORTED: _("Export"),
}


def register(action: str, label: Any) -> None:
    """Give an action the words that people read; call it in ``AppConfig.ready()``."""
    _labels[action] = label


def labels() -> dict[str, Any]:
    """Return action -> words, of every registered action."""
    return dict(_labels)


def record(
    action: str,
    *,
    user: User | None = None,
    page: Page | int | None = None,
    request: HttpRequest | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one event, in the caller's transaction.

    Args:
        action: a short name; register its words with :func:`register`.
        user: who acts; without it, whoever is signed in at ``request``.
        page: the page, or its key.
        request: where the action came from; its network, method and path are kept.
        data: further values, ready for JSON. Never a password, a code, a key, or the text of a release.
    """
    event = AuditEvent(action=action, data=data or {})
    signed_in = getattr(request, "user", None)
    if user is not None:
        event.user_id = user.pk
    elif signed_in is not None and signed_in.is_authenticated:
        event.user_id = signed_in.pk
    event.page_id = page if isinstance(page, int) else getattr(page, "pk", None)
    if request is not None:
        event.network = network_of(request)
        event.method = (request.method or "")[:8]
        event.path = _path_of(request)
    event.save()
    return event


def _path_of(request: HttpRequest) -> str:
    """Return the path in the admin, elsewhere only its pattern: an address may hold a key, such as a reader's link."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return request.path[:LONGEST_PATH]
    return f"/{request.resolver_match.route}"[:LONGEST_PATH] if request.resolver_match else ""


def network_of(request: HttpRequest) -> str:
    """Return the network that ``request`` came from (``203.0.113.0/24``); empty where it is not known."""
    try:
        address = get_client_ip(request)
        known = ipaddress.ip_address(address or "")
    except (ImproperlyConfigured, ValueError):
        return ""
    return str(ipaddress.ip_network((known, KEPT_BITS[known.version]), strict=False))
