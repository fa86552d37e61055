"""Wagtail's report on page types, without the titles of other desks."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView

from newsroom.editorial.visibility import pages_seen_by


class SeenPageTypesView(PageTypesUsageReportView):
    """Names the page edited last only where the person sees it."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        types = super().decorate_paginated_queryset(page_types)
        named = [item.last_edited_page.pk for item in types if item.last_edited_page]
        seen = set(pages_seen_by(self.request.user).filter(pk__in=named).values_list("pk", flat=True))
        for item in types:
            if item.last_edited_page and item.last_edited_page.pk not in seen:
                item.last_edited_page = None
        return types
