"""Addresses of the `authenticity` app."""

from __future__ import annotations

from django.urls import path

from newsroom.authenticity.check_view import check
from newsroom.authenticity.views import integrity
from newsroom.core.languages import reader_route

app_name = "authenticity"

urlpatterns = [
    path("integritas.txt", integrity, name="integrity"),
    path(reader_route("periksa/"), check, name="check"),
]
