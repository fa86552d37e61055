"""Addresses of the desk under the admin's."""

from __future__ import annotations

from django.urls import path
from wagtail.admin.auth import require_admin_access

from newsroom.editorial.audit_views import AuditView, ReleaseRecordView
from newsroom.editorial.embargo_views import EmbargoView
from newsroom.editorial.emergency_views import ClearingView, EmergencyView
from newsroom.editorial.page_types import SeenPageTypesView
from newsroom.editorial.views import OutboxView, SlotView
from newsroom.editorial.withdrawal_views import WithdrawalView

urlpatterns = [
    path("jadwal/<int:page_id>/", SlotView.as_view(), name="newsroom_slot"),
    path("tarik/<int:page_id>/", WithdrawalView.as_view(), name="newsroom_withdrawal"),
    path("catatan/", AuditView.as_view(), name="newsroom_audit"),
    path("catatan/rilis/<int:page_id>/", ReleaseRecordView.as_view(), name="newsroom_release_record"),
    path("embargo/<int:page_id>/", EmbargoView.as_view(), name="newsroom_embargo"),
    path("darurat/<int:page_id>/", EmergencyView.as_view(), name="newsroom_emergency"),
    path("darurat/<int:page_id>/periksa/", ClearingView.as_view(), name="newsroom_emergency_clearing"),
    path("efek/", OutboxView.as_view(), name="newsroom_outbox"),
]

# Mounted before Wagtail's, in the place of its own.
first_urlpatterns = [
    path("reports/page-types-usage/", require_admin_access(SeenPageTypesView.as_view())),
    path("reports/page-types-usage/results/", require_admin_access(SeenPageTypesView.as_view(results_only=True))),
]
