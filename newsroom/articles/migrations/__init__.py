"""Database history of the `articles` app."""

from __future__ import annotations
