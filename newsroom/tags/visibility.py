"""Who may know that a tag exists, and how often it is used.

A tag is made the moment somebody writes it, long before its article is public. Its name alone can
give the news away, so it is shown only to people who may see an article with it, until one of them
is public or somebody offers the tag to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from taggit.models import ItemBase
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from newsroom.tags.models import NewsTag
from newsroom.tags.normalise import key_for
from newsroom.tags.querysets import NewsTagQuerySet

# The rights that let a user see a page in the explorer.
SEEING = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def use_models() -> list[type[ItemBase]]:
    """The models whose rows say that something carries a tag."""
    return [
        relation.related_model
        for relation in NewsTag._meta.related_objects
        if issubclass(relation.related_model, ItemBase)
    ]


def uses_seen_by(user: AbstractUser | AnonymousUser, use_model: type[ItemBase]) -> models.QuerySet:
    """The rows whose article is public or may be seen by the user."""
    rows = use_model._default_manager.all()
    if user.is_superuser:
        return rows
    seen = Q(pk__in=[])
    if _has_field(use_model, "is_public"):
        seen |= Q(is_public=True)
    if issubclass(use_model._meta.get_field("content_object").related_model, Page):
        pages = page_permission_policy.instances_user_has_any_permission_for(user, SEEING)
        seen |= Q(content_object_id__in=pages.order_by().values("pk"))
    return rows.filter(seen)


def visible_tags(user: AbstractUser | AnonymousUser) -> NewsTagQuerySet:
    """The tags the user may know of. Nobody outside the admin is told anything by this."""
    tags = NewsTag.objects.all()
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return tags.none()
    if user.is_superuser:
        return tags
    known = Q(is_reference=True)
    for use_model in use_models():
        known |= Q(Exists(uses_seen_by(user, use_model).filter(tag=OuterRef("pk"))))
    return tags.filter(known)


def with_use_counts(tags: NewsTagQuerySet, user: AbstractUser | AnonymousUser) -> NewsTagQuerySet:
    """The tags with ``uses``: how many things the user may see carry them, aliases apart."""
    total: Combinable = models.Value(0, output_field=models.IntegerField())
    for use_model in use_models():
        counted = (
            uses_seen_by(user, use_model)
            .filter(tag=OuterRef("pk"))
            .order_by()
            .values("tag")
            .annotate(number=Count("pk"))
            .values("number")
        )
        total = total + Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
    return tags.annotate(uses=total)


def suggestions(user: AbstractUser | AnonymousUser, typed: str, limit: int) -> list[str]:
    """Names of tags that go on from what was typed, most used first; an alias gives its canonical.

    The words of a tag count one by one: "jatim" finds "dinsos jatim".
    """
    key = key_for(typed)
    if not key:
        return []
    known = visible_tags(user)
    matching = known.filter(Q(key__startswith=key) | Q(key__contains=f" {key}"))
    ids = matching.annotate(lead=Coalesce(F("alias_of"), F("pk"))).values("lead")
    tags = with_use_counts(known.canonical().filter(pk__in=ids), user)
    return list(tags.order_by("-uses", "name").values_list("name", flat=True)[:limit])


def names_in_use(ids: Iterable[int]) -> list[str]:
    """Of these tags, the names of those that something carries or that have aliases."""
    used = Q(aliases__isnull=False)
    for use_model in use_models():
        used |= Q(Exists(use_model._default_manager.filter(tag=OuterRef("pk"))))
    tags = NewsTag.objects.filter(used, pk__in=ids).distinct()
    return list(tags.order_by("name").values_list("name", flat=True))


def _has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
