"""Who may fetch a document that is not public."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, AnonymousUser

from .models import NewsDocument
from .policy import document_policy


def may_fetch_private(user: AbstractUser | AnonymousUser, document: NewsDocument) -> bool:
    """True for staff who uploaded the document or may edit or choose it."""
    if not (user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    if document.uploaded_by_user_id == user.pk:
        return True
    return document_policy().user_has_any_permission_for_instance(user, ["change", "choose"], document)
