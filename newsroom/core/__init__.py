"""The ground floor: dates, text, paging and site-wide context that know nothing of the apps above."""

from __future__ import annotations
