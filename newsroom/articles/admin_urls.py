"""Addresses of the `articles` app under the admin's."""

from __future__ import annotations

from django.urls import path

from newsroom.articles.twin_views import CompareView, TranslateView

urlpatterns = [
    path("terjemahkan/<int:page_id>/", TranslateView.as_view(), name="newsroom_translate"),
    path("terjemahkan/<int:page_id>/banding/", CompareView.as_view(), name="newsroom_translation"),
]
