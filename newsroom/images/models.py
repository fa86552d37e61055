"""Images, documents, and the rows that make their files public."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from .addresses import DOCUMENT, PICTURE, private_address
from .document_rules import CheckedDocument, check_document
from .fields import NewsDocumentField, NewsImageField, new_upload, refuse_swap
from .image_rules import CleanImage, clean_image
from .naming import document_upload_to, image_upload_to, rendition_upload_to


class NewsImage(AbstractImage):
    """A photograph or drawing. `description` is its alternative text."""

    file = NewsImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(
        _("alternative text"),
        blank=True,
        max_length=255,
        default="",
        help_text=_("What the image shows, for people who cannot see it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Photographer and source."))
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The image adds no information; screen readers pass over it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """A stored name that nobody can guess, whatever the upload was called."""
        return image_upload_to(filename)

    def clean(self) -> None:
        """Clean a new upload while the person can still read what is wrong with it."""
        super().clean()
        try:
            self._clean_upload()
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the image; a new upload is cleaned first. Raises ValidationError when it is refused."""
        is_new_file = self._clean_upload()
        if is_new_file:
            self._set_image_file_metadata()
        super().save(*args, **kwargs)
        if is_new_file:
            from .tasks import prepare_renditions

            transaction.on_commit(partial(prepare_renditions.enqueue, self.pk))

    def _clean_upload(self) -> bool:
        """Replace a new upload by its clean copy and keep its caption and credit; True when there is one."""
        upload = new_upload(self.file)
        if upload is None:
            return False
        refuse_swap(self)
        if not isinstance(upload, CleanImage):
            upload = clean_image(upload, self.file.name)
            setattr(self, "file", upload)  # noqa: B010  (a descriptor takes the file, which types do not know)
        words = upload.words
        self.caption = self.caption or words.caption
        self.credit = self.credit or words.credit
        return True

    @property
    def default_alt_text(self) -> str:
        """The alternative text offered where the image is used; empty when decorative."""
        return "" if self.is_decorative else self.description


class NewsRendition(AbstractRendition):
    """A resized copy of an image; the only form of an image that readers get."""

    image = models.ForeignKey(NewsImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_news_rendition"),
        ]

    @property
    def url(self) -> str:
        """The address of the picture; below the personal link where an early reader looks at it."""
        return private_address(PICTURE, self.pk) or str(super().url)

    def get_upload_to(self, filename: str) -> str:
        """A stored name with a random part of its own."""
        return rendition_upload_to(filename)


class NewsDocument(AbstractDocument):
    """A file for download: PDF, DOCX, XLSX or CSV."""

    file = NewsDocumentField(_("file"), upload_to=document_upload_to)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Check a new upload while the person can still read what is wrong with it."""
        super().clean()
        try:
            self._check_upload()
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the document; a new upload is checked first. Raises ValidationError when it is refused."""
        self._check_upload()
        super().save(*args, **kwargs)

    def _check_upload(self) -> None:
        """Check a new upload once."""
        upload = new_upload(self.file)
        if upload is None:
            return
        refuse_swap(self)
        if not isinstance(upload, CheckedDocument):
            setattr(self, "file", check_document(upload, str(self.file.name)))  # noqa: B010  (as above)

    @property
    def url(self) -> str:
        """The address of the document; below the personal link where an early reader looks at it."""
        return private_address(DOCUMENT, self.pk) or str(super().url)

    @property
    def content_disposition(self) -> str:
        """Always a download: nothing that staff upload is displayed by the browser on this host."""
        return f"attachment; filename={self.filename}"


class MediaUseQuerySet(models.QuerySet["MediaUse"]):
    """Queries over the uses of files by public pages."""

    def current(self) -> MediaUseQuerySet:
        """Uses that make their file public now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.now()))


class MediaUse(models.Model):
    """A public page's claim on a file; a file without a current claim is private.

    Rows are written in the transaction that publishes or takes down the holder.
    """

    image = models.ForeignKey(NewsImage, null=True, blank=True, on_delete=models.PROTECT, related_name="media_uses")
    document = models.ForeignKey(
        NewsDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="media_uses"
    )
    holder = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="media_uses")
    until = models.DateTimeField(_("public until"), null=True, blank=True)

    objects = MediaUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a file")
        verbose_name_plural = _("uses of files")
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False, document__isnull=True) | Q(image__isnull=True, document__isnull=False),
                name="media_use_of_exactly_one_file",
            ),
            models.UniqueConstraint(
                fields=["image", "holder"], condition=Q(image__isnull=False), name="one_use_per_image_and_holder"
            ),
            models.UniqueConstraint(
                fields=["document", "holder"],
                condition=Q(document__isnull=False),
                name="one_use_per_document_and_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["image", "until"], name="media_use_image_until"),
            models.Index(fields=["document", "until"], name="media_use_document_until"),
        ]

    def __str__(self) -> str:
        return f"{self.image or self.document} ({self.holder_id})"

    def clean(self) -> None:
        """Refuse a row with no file or with two."""
        if (self.image_id is None) == (self.document_id is None):
            raise ValidationError(_("Name exactly one file: an image or a document."))


class MediaHold(models.Model):
    """A file of a secret draft, known only to those who see the draft, until a public page uses it."""

    image = models.ForeignKey(NewsImage, null=True, blank=True, on_delete=models.CASCADE, related_name="media_holds")
    document = models.ForeignKey(
        NewsDocument, null=True, blank=True, on_delete=models.CASCADE, related_name="media_holds"
    )
    holder = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="media_holds")

    class Meta:
        verbose_name = _("file of a secret draft")
        verbose_name_plural = _("files of secret drafts")
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False, document__isnull=True) | Q(image__isnull=True, document__isnull=False),
                name="media_hold_of_exactly_one_file",
            ),
            models.UniqueConstraint(
                fields=["image", "holder"], condition=Q(image__isnull=False), name="one_hold_per_image_and_holder"
            ),
            models.UniqueConstraint(
                fields=["document", "holder"],
                condition=Q(document__isnull=False),
                name="one_hold_per_document_and_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image or self.document} ({self.holder_id})"
