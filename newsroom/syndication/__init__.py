"""What machines read: feeds, sitemaps and robots.txt."""

from __future__ import annotations
