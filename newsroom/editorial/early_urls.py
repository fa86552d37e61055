"""Addresses of early readers: the token in them is the key."""

from __future__ import annotations

from django.urls import path

from newsroom.editorial import early_views
from newsroom.images.addresses import DOCUMENT, PICTURE

urlpatterns = [
    path("<str:token>/", early_views.text, name="early_text"),
    path(f"<str:token>/{PICTURE}/<int:rendition_id>/", early_views.picture, name="early_picture"),
    path(f"<str:token>/{DOCUMENT}/<int:document_id>/", early_views.document, name="early_document"),
]
