"""Stored names of uploads: unguessable, ASCII, one extension."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.utils.text import slugify

RANDOM_BYTES = 12
STEM_LENGTH = 24
IMAGE_EXTENSIONS = frozenset({"jpg", "png", "webp", "avif"})
DOCUMENT_EXTENSIONS = frozenset({"pdf", "docx", "xlsx", "csv"})


def random_part() -> str:
    """96 random bits as lower-case hexadecimal, safe on every file system."""
    return secrets.token_hex(RANDOM_BYTES)


def stored_name(folder: str, filename: str, allowed: frozenset[str]) -> str:
    """Return `folder/<short stem>-<random>.<extension>` for an uploaded file name.

    The stem has no dot, so "photo.php.jpg" cannot keep a second extension; an
    extension outside `allowed` becomes "bin".
    """
    path = PurePosixPath(filename.replace("\\", "/"))
    extension = path.suffix.lower().lstrip(".")
    extension = "jpg" if extension == "jpeg" else extension
    if extension not in allowed:
        extension = "bin"
    stem = slugify(path.stem.replace(".", "-"))[:STEM_LENGTH].strip("-") or "file"
    return f"{folder}/{stem}-{random_part()}.{extension}"


def image_upload_to(filename: str) -> str:
    """Name of an original; the web server never serves this folder."""
    return stored_name("original_images", filename, IMAGE_EXTENSIONS)


def document_upload_to(instance: object, filename: str) -> str:
    """Name of a document; only the serving view reads this folder."""
    return stored_name("documents", filename, DOCUMENT_EXTENSIONS)


def rendition_upload_to(filename: str) -> str:
    """Name of a rendition: random only, so that it tells nothing about the original's name."""
    extension = PurePosixPath(filename).suffix.lower().lstrip(".")
    return f"images/{random_part()}.{extension if extension in IMAGE_EXTENSIONS else 'bin'}"
