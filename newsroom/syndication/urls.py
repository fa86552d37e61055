"""Addresses of the `syndication` app."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "syndication"
urlpatterns: list[URLPattern] = []
