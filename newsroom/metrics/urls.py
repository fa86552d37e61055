"""Addresses of the `metrics` app."""

from __future__ import annotations

from django.urls import path

from newsroom.metrics import views

app_name = "metrics"

urlpatterns = [path("lihat/<int:article_id>/", views.count, name="count")]
