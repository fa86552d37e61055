"""Addresses of the `home` app: the piece of page for readers, and the desk's screens."""

from __future__ import annotations

from django.urls import path

from home.announcement_views import AnnouncementsView, PutUpView, piece

urlpatterns = [path("serta-merta/", piece, name="announcements")]

admin_urlpatterns = [
    path("serta-merta/", AnnouncementsView.as_view(), name="newsroom_announcements"),
    path("serta-merta/<int:page_id>/", PutUpView.as_view(), name="newsroom_put_up"),
]
