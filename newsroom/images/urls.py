"""Addresses of documents, mounted at /dokumen/ in place of Wagtail's; `admin_urlpatterns` go to /redaksi/ first."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from .file_tags import SeenTagsDocumentsView, SeenTagsImagesView, suggest_file_tags
from .views import bulk_action_on_known, closed, serve_document

urlpatterns = [
    # The name is Wagtail's: NewsDocument.url reverses it.
    re_path(r"^(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
]

admin_urlpatterns = [
    # Wagtail's internal lists of all images and documents show every title to every account; no screen uses them.
    re_path(r"^api/main/(images|documents)/", closed),
    path("tag-autocomplete/", require_admin_access(suggest_file_tags)),
    path("tag-autocomplete/taggit/tag/", require_admin_access(suggest_file_tags)),
    path("images/", require_admin_access(SeenTagsImagesView.as_view())),
    path("images/results/", require_admin_access(SeenTagsImagesView.as_view(results_only=True))),
    path("documents/", require_admin_access(SeenTagsDocumentsView.as_view())),
    path("documents/results/", require_admin_access(SeenTagsDocumentsView.as_view(results_only=True))),
    path("bulk/images/<str:model_name>/<str:action>/", require_admin_access(bulk_action_on_known)),
]
