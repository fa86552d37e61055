"""Who may choose which file in the admin.

Wagtail grants "choose" by collection. Here everybody who may upload may also choose the own files and those that
are public anyway. A right to choose in a collection adds the files there of everybody who has that right too: the
library that they share, except those of embargoed drafts that the person does not see. A right to change adds the
rest. So a contributor of one agency needs no right that would show the files of another's drafts, and nobody but
editors finds theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from newsroom.core.policies import REGISTRY, register_policy

from .media_hold import held_from
from .media_use import public_keys

CHOOSE = "choose"


class MediaPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy with a wider "choose" for uploaders."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may upload may open the chooser."""
        if action == CHOOSE:
            return super().user_has_permission(user, CHOOSE) or super().user_has_permission(user, "add")
        return super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """As granted on the collection; for choosing, as :meth:`instances_user_has_any_permission_for` says."""
        if CHOOSE not in actions:
            return super().user_has_any_permission_for_instance(user, actions, instance)
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """As granted on collections; for choosing, the shared library, own and public files."""
        if CHOOSE not in actions:
            return super().instances_user_has_any_permission_for(user, actions)
        files = self.model._default_manager
        if not (user.is_active and self.user_has_permission(user, CHOOSE)):
            return files.none()
        owner = self.owner_field_name
        collection = super().instances_user_has_any_permission_for(user, [CHOOSE]).order_by().values("pk")
        sharing = Q(**{f"{owner}__in": self._people_who_share()}) | Q(**{f"{owner}__is_superuser": True})
        # As a subquery: the search of the choosers takes filters only by fields that are indexed.
        library = Q(pk__in=files.filter(sharing | Q(**{owner: None}), pk__in=collection).order_by().values("pk"))
        changeable = super().instances_user_has_any_permission_for(user, ["change"]).order_by().values("pk")
        shared = files.filter(library | Q(pk__in=changeable)).exclude(pk__in=held_from(user, self.model))
        return files.filter(
            Q(pk__in=shared.order_by().values("pk")) | Q(**{owner: user}) | Q(pk__in=public_keys(self.model))
        )

    def _people_who_share(self) -> QuerySet[Any, Any]:
        """Keys of the people who may choose in some collection.

        Wagtail's `users_with_permission` looks for the right on our model; groups hold it on Wagtail's.
        """
        return GroupCollectionPermission.objects.filter(
            permission__codename=get_permission_codename(CHOOSE, self.auth_model._meta),
            permission__content_type__app_label=self.auth_model._meta.app_label,
            group__user__isnull=False,
        ).values("group__user")


@cache
def image_policy() -> MediaPolicy:
    """The rules on images."""
    return MediaPolicy(get_image_model(), auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user")


@cache
def document_policy() -> MediaPolicy:
    """The rules on documents."""
    return MediaPolicy(get_document_model(), auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user")


def register() -> None:
    """Make Wagtail ask these rules, through its registry (8.0 and later)."""
    for policy in (image_policy(), document_policy()):
        register_policy(policy.model, policy)


def install() -> None:
    """Make Wagtail's two policies follow this module, where it has no registry (7.4).

    It imports the policy objects by name into some twenty modules and offers no setting for
    them, so the objects stay and change their class. `tests/images/test_choosing.py` pins it.
    """
    if REGISTRY is not None:
        return
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images.permissions import permission_policy as images

    for policy in (images, documents):
        policy.__class__ = MediaPolicy
