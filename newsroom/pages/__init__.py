"""The `pages` app."""

from __future__ import annotations
