"""Addresses of documents, mounted at /dokumen/ in place of Wagtail's; `admin_urlpatterns` go to /redaksi/ first."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from .views import bulk_action_on_known, closed, serve_document

urlpatterns = [
    # The name is Wagtail's: NewsDocument.url reverses it.
    re_path(r"^(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
]

admin_urlpatterns = [
    # Wagtail's internal lists of all images and documents show every title to every account; no screen uses them.
    re_path(r"^api/main/(images|documents)/", closed),
    path("bulk/images/<str:model_name>/<str:action>/", require_admin_access(bulk_action_on_known)),
]
