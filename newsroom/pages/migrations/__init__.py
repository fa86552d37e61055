"""Database history of the `pages` app."""

from __future__ import annotations
