"""Reads the translatable strings out of Python, template and JavaScript source, without the gettext programs.

A fresh machine has no xgettext, and the tests must still know which strings the catalogues owe a translation.
Source: Django's own `templatize`, which turns a template into calls that look like Python.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

# Name of the function: positions of context, message and plural among its arguments.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "_l": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
CALL_START = re.compile(r"(?<![\w.])(" + "|".join(sorted(CALLS, key=len, reverse=True)) + r")\(")
JAVASCRIPT_CALL = re.compile(
    r"""(?<![\w.])(?:n?gettext|_)\(\s*(?P<quote>["'`])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)"""
)
SKIPPED_FOLDERS = {"node_modules", "migrations", "tests", "__pycache__", ".venv", "staticfiles"}


class Message(NamedTuple):
    """One translatable string: where it stands, and what the catalogues call it."""

    context: str | None
    singular: str
    plural: str | None
    source: str


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _message_of(call: ast.Call, source: str) -> Message | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in CALLS:
        return None
    context_at, message_at, plural_at = CALLS[name]
    values = [_constant(argument) for argument in call.args]
    wanted = [position for position in (context_at, message_at, plural_at) if position is not None]
    if any(position >= len(values) or values[position] is None for position in wanted):
        return None
    return Message(
        values[context_at] if context_at is not None else None,
        str(values[message_at]),
        values[plural_at] if plural_at is not None else None,
        source,
    )


def python_messages(text: str, source: str) -> Iterator[Message]:
    """Yield the strings that a Python module marks for translation."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (message := _message_of(node, source)):
            yield message


def template_messages(text: str, source: str) -> Iterator[Message]:
    """Yield the strings that a Django template marks for translation."""
    code = templatize(text, origin=source)
    for match in CALL_START.finditer(code):
        for end in _closing_brackets(code, match.end()):
            try:
                node = ast.parse(code[match.start() : end], mode="eval").body
            except SyntaxError:
                continue
            if isinstance(node, ast.Call) and (message := _message_of(node, source)):
                yield message
            break


def _closing_brackets(code: str, start: int) -> Iterator[int]:
    position = code.find(")", start)
    while position != -1:
        yield position + 1
        position = code.find(")", position + 1)


def javascript_messages(text: str, source: str) -> Iterator[Message]:
    """Yield the strings that a script passes to gettext."""
    for match in JAVASCRIPT_CALL.finditer(text):
        yield Message(None, re.sub(r"\\(.)", r"\1", match["text"]), None, source)


READERS = {".py": python_messages, ".html": template_messages, ".txt": template_messages, ".xml": template_messages}


def messages_in(folders: list[Path], *, domain: str) -> list[Message]:
    """Return the strings found below the folders: of Python and templates for "django", of scripts for "djangojs"."""
    found: dict[tuple[str | None, str], Message] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if SKIPPED_FOLDERS & set(path.relative_to(folder).parts) or not path.is_file():
                continue
            source = f"{folder.name}/{path.relative_to(folder)}"
            reader = READERS.get(path.suffix) if domain == "django" else None
            if domain == "djangojs" and path.suffix == ".js":
                reader = javascript_messages
            if reader is None or ("templates" not in source and path.suffix in {".txt", ".xml"}):
                continue
            for message in reader(path.read_text(encoding="utf-8"), source):
                if message.singular:
                    key = (message.context, message.singular)
                    kept = found.get(key)
                    if kept is None or (message.plural and not kept.plural):
                        found[key] = message
    return list(found.values())
