"""The two sizes of the tests that repeat something: `make test` is quick, `make test-full` runs the whole number."""

from __future__ import annotations

import os

IS_FULL = os.environ.get("TEST_SIZE") == "full"


def runs(quick: int, full: int) -> int:
    """Return how often to repeat: ``quick`` times, or ``full`` times where scripts/test.sh set TEST_SIZE=full."""
    return full if IS_FULL else quick
