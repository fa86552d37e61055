"""Whether what readers get is what was published: the checks of the ledger, and the heads of its days in public."""

from __future__ import annotations
