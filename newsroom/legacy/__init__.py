"""Articles of an older site: reading its pages and bringing them in."""

from __future__ import annotations
