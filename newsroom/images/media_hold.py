"""Files of secret drafts, kept from the staff that does not see the draft.

The library of images and documents is shared by everybody who writes for the newsroom, whatever the desk. A picture of
an embargoed release tells as much as its title, so it is known only where the release is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .models import MediaHold, NewsDocument, NewsImage


@transaction.atomic
def hold_media(holder: Page, files: Iterable[NewsImage | NewsDocument]) -> None:
    """Keep exactly these files for those who see ``holder``; a file that it no longer uses is let go."""
    wanted = {(_field_of(type(file)), file.pk) for file in files}
    held = {}
    for hold in MediaHold.objects.filter(holder_id=holder.pk):
        held[("image_id", hold.image_id) if hold.image_id else ("document_id", hold.document_id)] = hold.pk
    MediaHold.objects.filter(pk__in=[key for file, key in held.items() if file not in wanted]).delete()
    missing = sorted(wanted - held.keys())
    MediaHold.objects.bulk_create(
        [MediaHold(holder_id=holder.pk, **{field: key}) for field, key in missing], ignore_conflicts=True
    )


def held_from(user: Any, model: type[NewsImage | NewsDocument]) -> QuerySet[Any, Any]:
    """Keys of the images or documents of secret drafts that ``user`` does not see, as a subquery."""
    field = _field_of(model)
    seen = page_permission_policy.explorable_instances(user).order_by().values("pk")
    return MediaHold.objects.exclude(**{field: None}).exclude(holder__in=seen).values(field)


def _field_of(model: type[NewsImage | NewsDocument]) -> str:
    return "document_id" if issubclass(model, NewsDocument) else "image_id"
