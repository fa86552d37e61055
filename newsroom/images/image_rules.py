"""What an uploaded image must be, and what is left of it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageFile, ImageOps, IptcImagePlugin, UnidentifiedImageError

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 8000

# Pillow's name of a format -> extension. Phones write a JPEG with a second picture inside as MPO.
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
ACCEPTED_EXTENSIONS = frozenset({"jpg", "jpeg", "png", "webp"})
DECODERS = ("JPEG", "PNG", "WEBP")
JPEG_OPTIONS = {"quality": 92, "progressive": True, "optimize": True}
# A 40 MP photograph as PNG is squeezed in seconds, not in a minute.
PNG_OPTIONS = {"compress_level": 4}
WEBP_OPTIONS = {"quality": 92, "method": 2}

# EXIF and IPTC places of words that a newsroom wants to keep.
EXIF_DESCRIPTION, EXIF_ARTIST, EXIF_COPYRIGHT = 270, 315, 33432
IPTC_CAPTION, IPTC_BYLINE, IPTC_CREDIT = (2, 120), (2, 80), (2, 110)
CAPTION_LIMIT = 2000
CREDIT_LIMIT = 255
# Cameras fill the description with their own name; that is no caption.
CAMERA_NOISE = re.compile(r"^(default|olympus digital camera|sony dsc|dcim|screenshot|samsung.*|kodak.*|\W*)$", re.I)


@dataclass(frozen=True)
class EmbeddedWords:
    """Caption and credit that the photographer wrote into the file; empty when absent."""

    caption: str = ""
    credit: str = ""


class CleanImage(ContentFile):
    """An image that has been decoded, turned upright, stripped and encoded again."""

    words: ClassVar[EmbeddedWords] = EmbeddedWords()

    def __init__(self, content: bytes, name: str, words: EmbeddedWords) -> None:
        super().__init__(content, name=name)
        self.words = words  # type: ignore[misc]


def clean_image(upload: File[Any], name: str = "") -> CleanImage:
    """Return a clean copy of an upload: pixels only, in sRGB, upright, named after its real format.

    Raises ValidationError, worded for the person who uploads, when the file is too large, is not
    a JPEG, PNG or WebP image, or cannot be decoded.
    """
    name = name or upload.name or "image"
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in ACCEPTED_EXTENSIONS:
        raise ValidationError(_("Only JPEG, PNG and WebP images are accepted."), code="invalid_image_extension")
    _refuse_large_file(upload)
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    try:
        with Image.open(io.BytesIO(data), formats=DECODERS) as opened:
            _refuse_many_pixels(*opened.size)
            image_format = opened.format or ""
            words = embedded_words(opened)
            pixels = _upright_srgb(opened)
    except ValidationError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This is not a valid JPEG, PNG or WebP image, or it is damaged."), code="invalid_image"
        ) from error
    encoded = _encode(pixels, image_format)
    return CleanImage(encoded, f"{PurePath(name).stem}.{EXTENSIONS[image_format]}", words)


def _refuse_large_file(upload: File[Any]) -> None:
    size = getattr(upload, "size", None)
    if size is not None and size > MAX_BYTES:
        raise _too_large(size)


def _too_large(size: int) -> ValidationError:
    return ValidationError(
        _("This file is too big (%(size)s). The limit is %(limit)s."),
        code="file_too_large",
        params={"size": filesizeformat(size), "limit": filesizeformat(MAX_BYTES)},
    )


def _refuse_many_pixels(width: int, height: int) -> None:
    """Judge by the header, before any pixel is decoded."""
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise ValidationError(
            _(
                "This image is too large (%(width)d × %(height)d pixels). "
                "The limit is 40 megapixels and 8000 pixels a side."
            ),
            code="file_too_many_pixels",
            params={"width": width, "height": height},
        )


def _upright_srgb(opened: Image.Image) -> Image.Image:
    """Decode the first frame, apply the EXIF orientation, convert to sRGB; keep transparency."""
    opened.load()
    profile = opened.info.get("icc_profile")
    # In place: a large photograph takes 120 MB in memory each time it is copied.
    ImageOps.exif_transpose(opened, in_place=True)
    upright: Image.Image = _to_srgb(opened, profile) if profile else opened
    if upright.mode in {"RGB", "RGBA", "L", "LA"}:
        return upright
    has_transparency = upright.mode in {"PA", "La", "RGBa"} or "transparency" in upright.info
    return upright.convert("RGBA" if has_transparency else "RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the photographer's profile meant them; unchanged where the profile is unusable."""
    target = "RGBA" if image.mode in {"RGBA", "P", "PA"} else "RGB"
    source = image.convert(target) if image.mode == "P" else image
    if source.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        converted = ImageCms.profileToProfile(
            source, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _encode(pixels: Image.Image, image_format: str) -> bytes:
    """Encode pixels and nothing else: the encoders find no EXIF, XMP, profile or comment to carry over."""
    pixels.info.clear()
    output = io.BytesIO()
    if EXTENSIONS[image_format] == "jpg":
        pixels.save(output, "JPEG", exif=b"", **JPEG_OPTIONS)
    elif image_format == "PNG":
        pixels.save(output, "PNG", exif=b"", **PNG_OPTIONS)
    else:
        pixels.save(output, "WEBP", exif=b"", **WEBP_OPTIONS)
    return output.getvalue()


def embedded_words(opened: ImageFile.ImageFile) -> EmbeddedWords:
    """Caption and credit from IPTC, else from EXIF. Damaged metadata gives empty words, no error."""
    exif: Mapping[int, Any] = {}
    try:
        exif = opened.getexif()
    except Exception as error:  # Pillow's EXIF reader raises many kinds on hostile bytes, and words are optional
        logger.info("EXIF could not be read: %s", error)
    iptc: Mapping[tuple[int, int], Any] = {}
    try:
        iptc = IptcImagePlugin.getiptcinfo(opened) or {}
    except Exception as error:  # as above
        logger.info("IPTC could not be read: %s", error)
    caption = _text(iptc.get(IPTC_CAPTION)) or _text(exif.get(EXIF_DESCRIPTION))
    if CAMERA_NOISE.match(caption):
        caption = ""
    author = _text(iptc.get(IPTC_BYLINE)) or _text(exif.get(EXIF_ARTIST))
    source = _text(iptc.get(IPTC_CREDIT)) or _text(exif.get(EXIF_COPYRIGHT))
    credit = "/".join(dict.fromkeys(part for part in (author, source) if part))
    return EmbeddedWords(caption=caption[:CAPTION_LIMIT], credit=credit[:CREDIT_LIMIT])


def _text(value: object) -> str:
    """One line of printable text from whatever a camera or an editor's program stored."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, str):
        # Pillow reads EXIF text as Latin-1; programs write UTF-8.
        try:
            return _text(value.encode("latin-1"))
        except UnicodeEncodeError:
            return _printable(value)
    if not isinstance(value, bytes):
        return ""
    try:
        return _printable(value.decode("utf-8"))
    except UnicodeDecodeError:
        return _printable(value.decode("cp1252", errors="replace"))


def _printable(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())
