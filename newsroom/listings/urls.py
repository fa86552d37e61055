"""Addresses of the `listings` app."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "listings"
urlpatterns: list[URLPattern] = []
