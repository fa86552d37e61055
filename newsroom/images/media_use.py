"""Making files public and private again, together with the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from . import specs
from .models import MediaUse, NewsDocument, NewsImage, NewsRendition
from .tasks import prepare_renditions


def sync_media_use(holder: Page, images: Iterable[NewsImage | int], documents: Iterable[NewsDocument | int]) -> None:
    """Make exactly these files public through `holder`; call it in the transaction that publishes.

    Files may be given as objects or as primary keys. A file that the holder no longer shows loses
    this claim, and becomes private unless another public page shows it.
    """
    wanted_images, wanted_documents = _keys(images), _keys(documents)
    with transaction.atomic():
        uses = MediaUse.objects.filter(holder_id=holder.pk)
        dropped = uses.exclude(Q(image__in=wanted_images) | Q(document__in=wanted_documents))
        dropped_images = set(dropped.exclude(image=None).values_list("image_id", flat=True))
        dropped.delete()
        uses.filter(until__isnull=False).update(until=None)
        MediaUse.objects.bulk_create(
            [
                *(MediaUse(holder_id=holder.pk, image_id=key) for key in sorted(wanted_images)),
                *(MediaUse(holder_id=holder.pk, document_id=key) for key in sorted(wanted_documents)),
            ],
            ignore_conflicts=True,
        )
        _hide_after_commit(dropped_images)
        for key in sorted(wanted_images):
            transaction.on_commit(partial(prepare_renditions.enqueue, key))


def release_media_use(holder: Page, until: datetime | None = None) -> None:
    """End the claims of `holder` at `until` (aware; now when None); call it in the transaction that takes it down.

    An end that is already earlier stays. Renditions of images that become private at once are
    removed after the commit, so that addresses which readers know stop working.
    """
    end = until or timezone.now()
    with transaction.atomic():
        uses = MediaUse.objects.filter(holder_id=holder.pk).filter(Q(until__isnull=True) | Q(until__gt=end))
        images = set(uses.exclude(image=None).values_list("image_id", flat=True))
        uses.update(until=end)
        if end <= timezone.now():
            _hide_after_commit(images)


def hide_expired_media() -> int:
    """Remove the public renditions of images whose last claim has run out; returns how many images.

    For the worker: it completes a `release_media_use` with a time in the future. Safe to run often.
    """
    ended = NewsImage.objects.filter(
        Exists(MediaUse.objects.filter(image=OuterRef("pk"))),
        ~Exists(MediaUse.objects.current().filter(image=OuterRef("pk"))),
        Exists(NewsRendition.objects.filter(image=OuterRef("pk"), filter_spec__in=specs.all_specs())),
    )
    keys = set(ended.values_list("pk", flat=True))
    _hide(keys)
    return len(keys)


def is_public(media: NewsImage | NewsDocument) -> bool:
    """True while a public page claims the file."""
    return MediaUse.objects.current().filter(**{_claim_field(media): media.pk}).exists()


def public_keys(model: type[NewsImage | NewsDocument]) -> QuerySet[Any]:
    """Primary keys of the public images or documents, as a subquery."""
    field = "document_id" if issubclass(model, NewsDocument) else "image_id"
    return MediaUse.objects.current().exclude(**{field: None}).values(field)


def _claim_field(media: NewsImage | NewsDocument) -> str:
    return "document_id" if isinstance(media, NewsDocument) else "image_id"


def _keys(media: Iterable[NewsImage | NewsDocument | int]) -> set[int]:
    return {item if isinstance(item, int) else item.pk for item in media}


def _hide_after_commit(images: set[int]) -> None:
    if images:
        transaction.on_commit(lambda: _hide(images))


def _hide(images: set[int]) -> None:
    """Delete public renditions, rows and files, of those images that no public page claims."""
    private = images - set(MediaUse.objects.current().filter(image__in=images).values_list("image_id", flat=True))
    NewsRendition.objects.filter(image__in=private, filter_spec__in=specs.all_specs()).delete()
