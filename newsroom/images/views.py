"""Serving documents."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.documents.views.serve import serve

from .models import MediaUse

PUBLIC_SECONDS = 60


def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Serve a document as a download; the hook `before_serve_document` has the say who gets it.

    A private document is never stored by caches; a public one for a minute, so that a document
    taken down is gone soon everywhere.
    """
    response = serve(request, int(document_id), document_filename)
    is_public = MediaUse.objects.current().filter(document_id=document_id).exists()
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if is_public else "private, no-store"
    response["X-Robots-Tag"] = "noindex" if not is_public else "all"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def closed(request: HttpRequest, *args: Any) -> HttpResponse:
    """An address of Wagtail that this newsroom does not have."""
    raise Http404
