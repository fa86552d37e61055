"""Security headers: one content policy for readers, another for the desk.

Wagtail's admin draws some of its widgets with inline scripts, so `/redaksi/` needs `'unsafe-inline'`. Everything
else is strict, and so is a preview: it lives under `/redaksi/` but holds the text of a page, which must not run there
what it could not run in public.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PREVIEW_VIEWS = frozenset(
    {"preview_on_add", "preview_on_edit", "view_draft", "revisions_view", "workflow_preview", "preview"}
)
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), usb=(), browsing-topics=()"
)


def policy_text(directives: dict[str, list[str]]) -> str:
    """Return the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def public_policy() -> str:
    """Return the policy of public pages, sign-in pages and previews: nothing inline, nothing from elsewhere."""
    return policy_text(
        {
            "default-src": ["'self'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "frame-src": ["'self'", *settings.NEWSROOM_VIDEO_HOSTS],
            "frame-ancestors": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "object-src": ["'none'"],
        }
    )


def admin_policy() -> str:
    """Return the policy of Wagtail's admin: inline scripts and styles allowed, foreign hosts still shut out."""
    return policy_text(
        {
            "default-src": ["'self'"],
            "script-src": ["'self'", "'unsafe-inline'"],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "connect-src": ["'self'"],
            "frame-src": ["'self'", *settings.NEWSROOM_VIDEO_HOSTS],
            "frame-ancestors": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "object-src": ["'none'"],
        }
    )


class SecurityPolicyMiddleware:
    """Adds the content policy that fits the path, and the headers that are the same everywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")
        self.public_policy = public_policy()
        self.admin_policy = admin_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view may state a stricter policy of its own, as Wagtail's document view does.
        response.headers.setdefault("Content-Security-Policy", self.policy_for(request))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def policy_for(self, request: HttpRequest) -> str:
        """Return the policy for the address and the view that answered."""
        if not request.path.startswith(self.admin_path):
            return self.public_policy
        match = request.resolver_match
        if match is not None and match.url_name in PREVIEW_VIEWS:
            return self.public_policy
        return self.admin_policy
