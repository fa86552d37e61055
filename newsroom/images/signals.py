"""Uploads that wait for more details before they become images or documents."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile

from .document_rules import check_document
from .image_rules import clean_image
from .models import NewsDocument, NewsImage
from .naming import random_part


@receiver(pre_save, sender=UploadedFile, dispatch_uid="newsroom.images.clean_waiting_upload")
def clean_waiting_upload(instance: UploadedFile, **kwargs: Any) -> None:
    """Hold a waiting upload to the same rules, under a name that nobody can guess.

    Wagtail's upload of several files keeps a file aside when its title is too long, say.
    """
    if not instance.file or instance.file._committed:
        return
    model = instance.for_content_type.model_class() if instance.for_content_type else None
    if model is NewsImage:
        instance.file = clean_image(instance.file.file, instance.file.name)
    elif model is NewsDocument:
        instance.file = check_document(instance.file.file, instance.file.name)
    extension = instance.file.name.rsplit(".", 1)[-1].lower()
    instance.file.name = f"{random_part()}.{extension}"
