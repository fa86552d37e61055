"""How often articles are read: counted beside the request, kept in rows of their own, never on the page."""

from __future__ import annotations
