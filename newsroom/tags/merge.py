"""Two tags that mean the same become one, and can be told apart again.

Merging never rewrites an article: the merged tag becomes an alias, its articles keep it, and
listings and addresses lead to the tag it was merged into.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from newsroom.tags.models import NewsTag

MERGED = "tags.merge"
UNMERGED = "tags.unmerge"


@transaction.atomic
def merge(tag: NewsTag, into: NewsTag, *, user: AbstractUser | AnonymousUser | None) -> NewsTag:
    """Make ``tag`` and its aliases aliases of ``into``; return the tag that is canonical now.

    ``into`` may be an alias itself: its canonical tag is meant. Raises ``ValidationError`` where
    the tags are one family already.
    """
    locked = _lock(tag, into)
    tag, target = locked[tag.pk], locked[into.pk]
    if target.alias_of is not None:
        target = _lock(target.alias_of)[target.alias_of.pk]
    if target == tag or tag.alias_of_id == target.pk:
        raise ValidationError(_("These two are one tag already."))
    moved = list(tag.aliases.values_list("pk", flat=True))
    previous = tag.alias_of_id
    tag.alias_of = target
    tag.save()
    log(
        instance=tag,
        action=MERGED,
        user=user,
        content_changed=True,
        data={
            "tag": tag.name,
            "into": target.name,
            "into_id": target.pk,
            "moved": moved,
            "previous_id": previous,
        },
    )
    return target


@transaction.atomic
def unmerge(tag: NewsTag, *, user: AbstractUser | AnonymousUser | None) -> None:
    """Make an alias a tag of its own again, with the aliases it had when it was merged.

    Raises ``ValidationError`` where the tag is no alias.
    """
    tag = _lock(tag)[tag.pk]
    target = tag.alias_of
    if target is None:
        raise ValidationError(_("This tag is not an alias."))
    tag.alias_of = None
    tag.save()
    NewsTag.objects.filter(pk__in=_moved_by_the_merge(tag), alias_of=target).update(alias_of=tag)
    log(
        instance=tag,
        action=UNMERGED,
        user=user,
        content_changed=True,
        data={"tag": tag.name, "from": target.name, "from_id": target.pk},
    )


def _moved_by_the_merge(tag: NewsTag) -> list[int]:
    last = ModelLogEntry.objects.for_instance(tag).filter(action=MERGED).first()
    return last.data.get("moved", []) if last is not None else []


def _lock(*tags: NewsTag) -> dict[int, NewsTag]:
    """Fresh rows, locked in one order so that two merges cannot wait for each other."""
    rows = NewsTag.objects.select_for_update().order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in=[tag.pk for tag in tags])}
