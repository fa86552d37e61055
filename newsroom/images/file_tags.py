"""Tags of files, shown to those who may know of a file that carries them.

Wagtail suggests every tag to everybody in the admin, and lists the most used ones over its lists of files.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImagesView

from .policy import document_policy, image_policy

SUGGESTIONS = 10
KNOWING = ["choose", "change"]


def tags_known_to(user: Any) -> QuerySet[Tag]:
    """Return the tags of images and documents that ``user`` may choose or change."""
    known = Q(pk__in=[])
    for policy in (image_policy(), document_policy()):
        files = policy.instances_user_has_any_permission_for(user, KNOWING)
        known |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(files.model),
            taggit_taggeditem_items__object_id__in=files.order_by().values("pk"),
        )
    return Tag.objects.filter(known).distinct()


def suggest_file_tags(request: HttpRequest) -> JsonResponse:
    """Answer with the names of known tags that begin with ``term``, as Wagtail's view does with all."""
    term = request.GET.get("term", "")
    names = tags_known_to(request.user).filter(name__istartswith=term).order_by("name") if term else Tag.objects.none()
    return JsonResponse(list(names.values_list("name", flat=True)[:SUGGESTIONS]), safe=False)


class SeenTagsMixin:
    """A filter set whose tags are those of known files."""

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]
        if "tag" not in self.filters or request is None:  # type: ignore[attr-defined]
            return
        known = set(tags_known_to(request.user).values_list("name", flat=True))
        offered = self.filters["tag"].extra  # type: ignore[attr-defined]
        offered["choices"] = [(name, label) for name, label in offered["choices"] if name in known]


class SeenTagsImagesFilterSet(SeenTagsMixin, ImagesFilterSet):
    """Filters of the list of images."""

    class Meta(ImagesFilterSet.Meta):
        pass


class SeenTagsDocumentsFilterSet(SeenTagsMixin, DocumentsFilterSet):
    """Filters of the list of documents."""

    class Meta(DocumentsFilterSet.Meta):
        pass


class SeenTagsImagesView(ImagesView):
    """Wagtail's list of images."""

    filterset_class = SeenTagsImagesFilterSet


class SeenTagsDocumentsView(DocumentsView):
    """Wagtail's list of documents."""

    filterset_class = SeenTagsDocumentsFilterSet
