"""Database history of the `legacy` app."""

from __future__ import annotations
