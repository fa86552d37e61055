"""Addresses of the style guide; mounted only where the demo newsroom may be loaded."""

from __future__ import annotations

from django.urls import path

from newsroom.demo.style_guide import views

app_name = "style_guide"

urlpatterns = [
    path("", views.guide, name="guide"),
    path("<slug:name>/", views.specimen, name="specimen"),
]
