"""A StreamField whose block definitions stay out of migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """As Wagtail's, but editing a block makes no migration: the column is JSON whatever the blocks are.

    The price: a data migration sees the raw JSON only, not block values.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
