"""The `demo` app."""

from __future__ import annotations
