"""How long and where copies of public pages may be kept, and how they are forgotten."""

from __future__ import annotations
