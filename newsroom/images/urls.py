"""Addresses of documents, mounted at /dokumen/ in place of Wagtail's."""

from __future__ import annotations

from django.urls import re_path

from .views import serve_document

urlpatterns = [
    # The name is Wagtail's: NewsDocument.url reverses it.
    re_path(r"^(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
]
