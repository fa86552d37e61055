"""The `syndication` app."""

from __future__ import annotations
