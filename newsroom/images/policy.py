"""Who may choose which file in the admin.

Wagtail grants "choose" by collection. Here everybody who may upload may also choose the own files
and those that are public anyway; a right to choose in a collection adds the rest of that collection.
So a contributor of one agency needs no right that would show the files of another's drafts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from .media_use import is_public, public_keys

CHOOSE = "choose"


class MediaPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy with a wider "choose" for uploaders."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may upload may open the chooser."""
        if action == CHOOSE:
            return super().user_has_any_permission(user, {CHOOSE, "add"})
        return super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """As granted on the collection; own and public files may be chosen by whoever may upload."""
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        if CHOOSE not in actions or not self.user_has_permission(user, "add"):
            return False
        return getattr(instance, f"{self.owner_field_name}_id") == user.pk or is_public(instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """As granted on collections, plus own and public files where choosing is asked for."""
        granted = super().instances_user_has_any_permission_for(user, actions)
        if CHOOSE not in actions or not user.is_active or not self.user_has_permission(user, "add"):
            return granted
        return self.model._default_manager.filter(
            Q(pk__in=granted.values("pk")) | Q(**{self.owner_field_name: user}) | Q(pk__in=public_keys(self.model))
        )


def install() -> None:
    """Make Wagtail's two policies follow this module.

    Wagtail imports the policy objects by name into some twenty modules and offers no setting for
    them, so the objects stay and change their class. `tests/images/test_choosing.py` pins it.
    """
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images.permissions import permission_policy as images

    for policy in (images, documents):
        policy.__class__ = MediaPolicy
