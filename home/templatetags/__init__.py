"""Template tags of the `home` app."""

from __future__ import annotations
