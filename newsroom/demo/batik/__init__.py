"""Pictures drawn by the project: batik cloths in the colours of the house, each release its own."""

from __future__ import annotations

from .cloth import draw_batik
from .workshop import Drawing, draw_all

__all__ = ["Drawing", "draw_all", "draw_batik"]
