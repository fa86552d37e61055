"""The `articles` app."""

from __future__ import annotations
