"""Addresses of the `core` app."""

from __future__ import annotations

from django.urls import path

from newsroom.core import views

app_name = "core"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("aksen-<str:light>-<str:dark>.css", views.accent, name="accent"),
]
