"""Benchmarks of the production stack, run by hand: `make bench N=1000`."""

from __future__ import annotations
