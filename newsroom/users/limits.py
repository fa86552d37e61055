"""How often an address on the network may ask; counted in the cache, by the same rules as sign-in attempts."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def is_within(request: HttpRequest, action: str, rates: str) -> bool:
    """Count this request and return whether it is within ``rates``, for example ``"20/m/ip,200/h/ip"``."""
    usage = ratelimit.consume(request, app="newsroom", action=action, config={action: rates}, limit_get=True)
    return usage is not None
