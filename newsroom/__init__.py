"""The newsroom: press releases from draft through review to the public reader."""

from __future__ import annotations

__version__ = "0.1.0"
