"""Addresses of the desk under the admin's."""

from __future__ import annotations

from django.urls import path

from newsroom.editorial.views import OutboxView, SlotView
from newsroom.editorial.withdrawal_views import WithdrawalView

urlpatterns = [
    path("jadwal/<int:page_id>/", SlotView.as_view(), name="newsroom_slot"),
    path("tarik/<int:page_id>/", WithdrawalView.as_view(), name="newsroom_withdrawal"),
    path("efek/", OutboxView.as_view(), name="newsroom_outbox"),
]
