"""The regions of the province on a schematic map and in a list, with how much news there is of each."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.agencies.cartogram import cartogram
from newsroom.agencies.models import Region, RegionKind
from newsroom.articles.models import ArticleRegion
from newsroom.core.cache_tags import fresh_until, show

COUNTS_KEY = "newsroom.listings.region_counts"
# Seconds. Counting walks the index of the regions from end to end, so it is not done for every reader.
COUNTS_SECONDS = 60
# From so many on a cell is drawn in the next tone; the number stands in it anyway.
TONES = (1, 10, 50)


def region_counts() -> dict[int, int]:
    """Return how many public articles each region has, by the region's key; those without any are left out."""
    counts: dict[int, int] | None = cache.get(COUNTS_KEY)
    if counts is None:
        rows = ArticleRegion.objects.filter(is_public=True).order_by().values_list("region_id")
        counts = dict(rows.annotate(Count("pk")))
        cache.set(COUNTS_KEY, counts, COUNTS_SECONDS)
    return counts


@require_safe
def region_index(request: HttpRequest) -> HttpResponse:
    """All regions: they are public knowledge, with or without news."""
    show("regions")
    fresh_until(timezone.now() + timedelta(seconds=COUNTS_SECONDS))
    regions, counts = list(Region.objects.order_by("code")), region_counts()
    drawing = cartogram(regions)
    cells = [
        {"cell": cell, "count": counts.get(cell.region.pk, 0), "tone": _tone(counts.get(cell.region.pk, 0))}
        for cell in drawing.cells
    ]
    groups = [
        {
            "kind": kind.value,
            "label": label,
            "entries": [
                {"label": region.name, "url": region.public_path, "count": counts.get(region.pk, 0)}
                for region in sorted(regions, key=lambda region: region.short_name)
                if region.kind == kind
            ],
        }
        for kind, label in ((RegionKind.REGENCY, _("Regencies")), (RegionKind.CITY, _("Cities")))
    ]
    context = {
        "kind": "region_index",
        "heading": _("Regencies and cities"),
        "canonical_path": request.path,
        "map": drawing,
        "cells": cells,
        "groups": [group for group in groups if group["entries"]],
    }
    return render(request, "listings/regions.html", context)


def _tone(count: int) -> int:
    return sum(count >= least for least in TONES)
