"""Canonical form and fingerprint of what a page says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from wagtail.blocks import StreamValue

# Draftail's own keys on paragraphs and list items; they change whenever HTML passes through the editor.
_EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


def without_block_ids(raw: Any) -> Any:
    """Return the raw value of a StreamField without the ids of its blocks and the editor's keys.

    Both are bookkeeping: Wagtail makes new ones when content is copied, rebuilt or
    opened in the editor, and the same words must keep the same fingerprint.
    """
    if isinstance(raw, dict):
        is_block = "type" in raw and "value" in raw
        return {key: without_block_ids(value) for key, value in raw.items() if not (is_block and key == "id")}
    if isinstance(raw, (list, tuple)):
        return [without_block_ids(item) for item in raw]
    if isinstance(raw, str):
        return _EDITOR_KEY.sub("", raw)
    return raw


def stream_parts(value: StreamValue | None) -> list[Any]:
    """Return the canonical parts of a StreamField value: its blocks without their ids."""
    return without_block_ids(value.get_prep_value()) if value else []


def referenced_objects(value: StreamValue | None, model: type) -> set[str]:
    """Return the primary keys (as text) of the rows of ``model`` that a stream uses."""
    if not value:
        return set()
    return {
        str(object_id)
        for target, object_id, _model_path, _content_path in value.stream_block.extract_references(value)
        if issubclass(target, model)
    }


def said_parts(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the parts that say something, without the empty ones.

    So a later version of the software can add a part that older pages leave empty, and
    every fingerprint that was approved before stays what it is.
    """
    return {name: value for name, value in parts.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_is_empty(item) for item in value)
    return not value


def canonical_json(content: Any) -> str:
    """Return ``content`` as JSON that is the same for the same content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def fingerprint_of(content: Any) -> str:
    """Return the SHA-256 of the canonical JSON of ``content``, in hexadecimal."""
    return hashlib.sha256(canonical_json(content).encode("utf-8")).hexdigest()
