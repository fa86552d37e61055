"""Our rules on rights, told to Wagtail where it asks for them."""

from __future__ import annotations

from typing import Any

from wagtail import permissions

# Since Wagtail 8.0 views look a model's rules up here; before, each gets or imports them in its own way.
REGISTRY = getattr(permissions, "policy_registry", None)


def register_policy(model: type, policy: Any) -> None:
    """Let Wagtail's views ask ``policy`` about ``model``, where Wagtail has a registry of them.

    To be called from ``wagtail_hooks``. Wagtail's apps register rules of their own for a model and its subclasses;
    those for exactly one model come first, whoever was earlier.
    """
    if REGISTRY is not None:
        permissions.register_permission_policy(model, policy, exact_class=True)
