"""Pictures drawn by the project: batik cloths in the colours of the house, each release its own."""

from __future__ import annotations

from .cloth import draw_batik

__all__ = ["draw_batik"]
