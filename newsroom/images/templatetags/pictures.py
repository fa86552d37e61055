"""Template tags for pictures."""

from __future__ import annotations

from django import template

from newsroom.images.models import NewsImage
from newsroom.images.renditions import Picture, picture_sources

register = template.Library()


@register.simple_tag(name="picture_sources")
def picture_sources_tag(image: NewsImage | None, ratio: str) -> Picture | None:
    """`{% picture_sources image "3x2" as picture %}`: sources and fallback of a picture.

    None (so that the template can leave the picture out) without an image or when its file is lost.
    """
    if image is None:
        return None
    try:
        return picture_sources(image, ratio)
    except OSError:
        return None
