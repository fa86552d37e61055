"""The sizes and formats in which readers get pictures; the single place that names them."""

from __future__ import annotations

from django.db.models import Prefetch

AVIF, WEBP, JPEG = "image/avif", "image/webp", "image/jpeg"

# Widths in pixels. 16x9 is for leads and article heads, 3x2 for lists.
RATIOS: dict[str, tuple[int, int]] = {"16x9": (16, 9), "3x2": (3, 2)}
WIDTHS: dict[str, tuple[int, ...]] = {"16x9": (480, 800, 1200), "3x2": (320, 480, 800)}

# Most compact first: a browser takes the first type that it knows.
FORMATS: dict[str, str] = {
    AVIF: "format-avif|avifquality-50",
    WEBP: "format-webp|webpquality-75",
    JPEG: "format-jpeg|jpegquality-78",
}


def spec_for(ratio: str, width: int, mime_type: str) -> str:
    """The Wagtail filter spec of one rendition; `width` in pixels."""
    across, down = RATIOS[ratio]
    height = round(width * down / across)
    return f"fill-{width}x{height}|{FORMATS[mime_type]}"


def specs_for(ratio: str) -> list[str]:
    """All specs of a ratio: every format in every width."""
    return [spec_for(ratio, width, mime_type) for mime_type in FORMATS for width in WIDTHS[ratio]]


def all_specs() -> list[str]:
    """All specs that public pages use."""
    return [spec for ratio in RATIOS for spec in specs_for(ratio)]


def renditions_prefetch(lookup: str = "lead_image__renditions", *ratios: str) -> Prefetch:
    """A prefetch of the renditions that `picture_sources` reads, for pages that show an image.

    `lookup` is the path from the row to its image's renditions. Without `ratios` all are fetched.
    """
    from .models import NewsRendition

    specs = [spec for ratio in ratios or RATIOS for spec in specs_for(ratio)]
    queryset = NewsRendition.objects.filter(filter_spec__in=specs)
    return Prefetch(lookup, queryset=queryset, to_attr="prefetched_renditions")
