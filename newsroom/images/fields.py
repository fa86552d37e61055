"""Model fields through which every upload passes before it reaches the storage.

All ways in (admin form, several uploads at once, chooser, import, shell) end in
`FieldFile.save`, so the rules sit there and cannot be walked round.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .document_rules import CheckedDocument, check_document
from .image_rules import CleanImage, clean_image


def refuse_swap(media: Any) -> None:
    """Keep the file of a public image or document: another file would go live that nobody approved.

    Raises ValidationError.
    """
    if media.pk is not None and media.media_uses.current().exists():
        raise ValidationError(
            _("A public page shows this file. Upload the new one beside it and change the page instead."),
            code="public_file",
        )


def new_upload(stored: Any) -> File[Any] | None:
    """The file that waits to be stored in a field, or None when the field is empty or stored already."""
    return stored.file if stored and not stored._committed else None


class NewsImageFieldFile(WagtailImageFieldFile):
    """Stores nothing but re-encoded images."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the cleaned image. Raises ValidationError when the rules refuse it."""
        refuse_swap(self.instance)
        if not isinstance(content, CleanImage):
            content = clean_image(content, name)
        super().save(content.name, content, save=save)


class NewsImageField(WagtailImageField):
    """The field of an original image."""

    attr_class = NewsImageFieldFile


class NewsDocumentFieldFile(models.fields.files.FieldFile):
    """Stores nothing but documents of the allowed kinds."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the document. Raises ValidationError when the rules refuse it."""
        refuse_swap(self.instance)
        if not isinstance(content, CheckedDocument):
            content = check_document(content, name)
        super().save(name, content, save=save)


class NewsDocumentField(models.FileField):
    """The field of a document's file."""

    attr_class = NewsDocumentFieldFile
