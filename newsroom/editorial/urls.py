"""Addresses of the desk under the admin's."""

from __future__ import annotations

from django.urls import path

from newsroom.editorial.views import OutboxView, SlotView

urlpatterns = [
    path("jadwal/<int:page_id>/", SlotView.as_view(), name="newsroom_slot"),
    path("efek/", OutboxView.as_view(), name="newsroom_outbox"),
]
