"""Canonical form and fingerprint of what a page says."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

from wagtail.blocks import StreamValue

# Draftail's own keys on paragraphs and list items; they change whenever HTML passes through the editor.
_EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


def without_bookkeeping(raw: Any) -> Any:
    """Return the raw value of a block without block ids, the editor's keys and fields that say nothing.

    Wagtail makes new ids and keys when content is copied, rebuilt or opened in the editor,
    and fills in fields that a block got later; the same words must keep the same fingerprint.
    """
    if isinstance(raw, dict):
        is_block = "type" in raw and "value" in raw
        return {
            key: without_bookkeeping(value)
            for key, value in raw.items()
            if not (is_block and key == "id") and not _is_empty(value)
        }
    if isinstance(raw, (list, tuple)):
        return [without_bookkeeping(item) for item in raw]
    if isinstance(raw, str):
        return _EDITOR_KEY.sub("", raw)
    return raw


def stream_parts(value: StreamValue | None) -> list[Any]:
    """Return the canonical parts of a StreamField value.

    The blocks are loaded first: what Wagtail stores for a block that nobody looked at yet
    may differ in form from what it stores for the same block loaded.
    """
    if not value:
        return []
    return [
        without_bookkeeping({"type": child.block_type, "value": child.block.get_prep_value(child.value)})
        for child in value
    ]


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
    return {name: _plain(value) for name, value in parts.items() if not _is_empty(value)}


def _plain(value: Any) -> Any:
    """Return ``value`` with each time as text in UTC: a form holds it in the newsroom's zone, the database does not."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC))
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


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
