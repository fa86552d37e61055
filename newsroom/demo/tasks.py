"""Work on the demo newsroom that the worker process does after the load."""

from __future__ import annotations

from django_tasks import task

from newsroom.images import specs
from newsroom.images.models import NewsImage
from newsroom.images.renditions import make_renditions


@task()
def make_list_pictures(image_id: int) -> int:
    """Make the sizes of one picture that lists show; returns how many there are. Safe to run twice."""
    image = NewsImage.objects.filter(pk=image_id).first()
    return len(make_renditions(image, specs.specs_for("3x2"))) if image else 0
