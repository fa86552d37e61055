"""The reader's lists: by tag, agency, region, byline and channel, the archive by date, and search."""

from __future__ import annotations
