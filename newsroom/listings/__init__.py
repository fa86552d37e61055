"""The `listings` app."""

from __future__ import annotations
