"""The files an article uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.editorial.enums import WithdrawalKind
from newsroom.editorial.fingerprint import referenced_objects
from newsroom.images.media_use import release_media_use, sync_media_use
from newsroom.images.models import MediaUse, NewsDocument, NewsImage

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage


def images_of(article: ArticlePage) -> list[NewsImage]:
    """Return the images of an article, from its head and its body, each once."""
    keys = {int(key) for key in referenced_objects(article.body, NewsImage)}
    if article.lead_image_id:
        keys.add(article.lead_image_id)
    return list(NewsImage.objects.filter(pk__in=keys).order_by("pk")) if keys else []


def documents_of(article: ArticlePage) -> list[NewsDocument]:
    """Return the documents of an article, from its body and its attachments, each once."""
    keys = {int(key) for key in referenced_objects(article.body, NewsDocument)}
    keys |= {item.document_id for item in article.attachments.all()}
    return list(NewsDocument.objects.filter(pk__in=keys).order_by("pk")) if keys else []


def media_hashes(images: list[NewsImage], documents: list[NewsDocument]) -> list[list[object]]:
    """Return kind, key and content hash of each file, so that a swapped file changes the fingerprint."""
    return [["image", image.pk, image.get_file_hash()] for image in images] + [
        ["document", document.pk, document.get_file_hash()] for document in documents
    ]


def publish_media(article: ArticlePage) -> None:
    """Make the files of a public article public, and those it no longer uses private again.

    Where the article is to be taken down, they are private from that time on.
    """
    sync_media_use(article, images_of(article), documents_of(article))
    if article.ends_at is not None and article.ends_as == WithdrawalKind.TAKEN_DOWN:
        release_media_use(article, until=article.ends_at)


def hide_media(article: ArticlePage) -> None:
    """Make the files of an article that was taken down private, and remove their public renditions.

    Claims that ended at an agreed time are taken up first, so that their renditions are found too.
    """
    MediaUse.objects.filter(holder_id=article.pk).update(until=None)
    release_media_use(article)
