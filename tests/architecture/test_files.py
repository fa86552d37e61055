"""Files stay readable: short, annotated lazily, named after what they hold."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST_FILE = 400
CODE_SUFFIXES = {".py", ".css", ".js", ".html", ".sh"}
CODE_FOLDERS = ("newsroom", "home", "templates", "tests", "scripts", "deploy", "bench")
VAGUE_NAMES = {"utils", "helpers", "misc", "common"}


def code_files(root: Path) -> list[Path]:
    return sorted(
        path
        for folder in CODE_FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in CODE_SUFFIXES and path.is_file()
    )


def python_files(root: Path) -> list[Path]:
    return [path for path in code_files(root) if path.suffix == ".py"]


def test_no_code_file_is_longer_than_a_person_reads_at_once(project_root: Path) -> None:
    lengths = {
        str(path.relative_to(project_root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in code_files(project_root)
        if "migrations" not in path.parts
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_starts_with_the_future_import(project_root: Path) -> None:
    faults = []
    for path in python_files(project_root):
        if path.parent.name == "migrations" and path.name != "__init__.py":
            continue
        body = ast.parse(path.read_text(encoding="utf-8")).body
        code = [node for node in body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
        first = code[0] if code else None
        if code and not (isinstance(first, ast.ImportFrom) and first.module == "__future__"):
            faults.append(str(path.relative_to(project_root)))

    assert faults == []


def test_no_module_is_a_drawer_for_odds_and_ends(project_root: Path) -> None:
    vague = [str(path.relative_to(project_root)) for path in python_files(project_root) if path.stem in VAGUE_NAMES]

    assert vague == []


def test_readers_can_never_be_served_raw_html(project_root: Path) -> None:
    users = [
        str(path.relative_to(project_root))
        for path in python_files(project_root)
        if path.parts[-2:] != ("architecture", "test_files.py") and "RawHTMLBlock" in path.read_text(encoding="utf-8")
    ]

    assert users == []
