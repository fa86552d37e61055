"""Work on images outside the request."""

from __future__ import annotations

from django_tasks import task

from .models import NewsImage
from .renditions import make_renditions


@task()
def prepare_renditions(image_id: int) -> int:
    """Make all sizes of an image that readers may get; returns how many exist then.

    Enqueued at upload and at publication, so that no reader waits for an encoder.
    """
    image = NewsImage.objects.filter(pk=image_id).first()
    return len(make_renditions(image)) if image is not None else 0
