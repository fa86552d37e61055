"""Wires the media app into the admin."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks

from . import policy
from .access import may_fetch_private
from .media_use import is_public
from .models import NewsDocument

policy.register()


@hooks.register("before_serve_document")
def hide_private_document(document: NewsDocument, request: HttpRequest) -> None:
    """404, as for a document that does not exist, unless it is public or the reader is entitled staff."""
    if not is_public(document) and not may_fetch_private(request.user, document):
        raise Http404("This document does not match the given filename.")
