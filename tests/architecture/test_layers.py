"""A module imports only from a lower layer or from its own app."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LAYERS: dict[str, int] = {
    "core": 0,
    "users": 1,
    "images": 1,
    "agencies": 2,
    "tags": 2,
    "editorial": 3,
    "people": 3,
    "articles": 4,
    "pages": 4,
    "listings": 5,
    "metrics": 5,
    "syndication": 5,
    "subscriptions": 5,
    "authenticity": 5,
    "legacy": 5,
    "edge": 5,
    "reports": 6,
    "demo": 6,
    "home": 7,
    "settings": 8,
    "urls": 8,
    "wsgi": 8,
}
WIRING = {"settings", "urls", "wsgi"}


def app_of(module: str) -> str | None:
    """Return the app of a dotted module name of ours, or None for a package of others."""
    parts = module.split(".")
    if parts[0] == "home":
        return "home"
    if parts[0] == "newsroom" and len(parts) > 1:
        return parts[1]
    return None


def imported_modules(path: Path, package: str) -> list[tuple[int, str]]:
    """Return line and full name of each module a file imports, wherever in the file it does."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = package.split(".")[: len(package.split(".")) - node.level + 1]
                module = ".".join([*base, node.module] if node.module else base)
            else:
                module = node.module or ""
            if module == "newsroom":
                found += [(node.lineno, f"newsroom.{alias.name}") for alias in node.names]
            else:
                found.append((node.lineno, module))
    return found


def modules_of_the_project(root: Path) -> list[Path]:
    return sorted([*(root / "newsroom").rglob("*.py"), *(root / "home").rglob("*.py")])


def test_every_app_has_a_layer(project_root: Path) -> None:
    apps = {path.parent.name for path in (project_root / "newsroom").glob("*/apps.py")}

    assert apps <= LAYERS.keys()


def test_nothing_is_imported_from_a_higher_layer_or_from_the_side(project_root: Path) -> None:
    faults = []
    for path in modules_of_the_project(project_root):
        name = path.relative_to(project_root)
        package = ".".join(name.parent.parts)
        own = app_of(".".join(name.with_suffix("").parts))
        if own is None or own in WIRING:
            continue
        for line, module in imported_modules(path, package):
            other = app_of(module)
            if other in {None, own, "__version__"}:
                continue
            if other not in LAYERS or LAYERS[other] >= LAYERS[own]:
                faults.append(f"{name}:{line} imports {module}")

    assert faults == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from newsroom.articles import models", "newsroom.articles"),
        ("from newsroom import articles", "newsroom.articles"),
        ("import newsroom.articles.models", "newsroom.articles.models"),
        ("from ..articles import models", "newsroom.articles"),
        ("def later():\n    from newsroom.articles import models", "newsroom.articles"),
    ],
)
def test_no_way_of_importing_escapes_the_rule(tmp_path: Path, source: str, expected: str) -> None:
    path = tmp_path / "models.py"
    path.write_text(source, encoding="utf-8")

    assert [module for _, module in imported_modules(path, "newsroom.tags")] == [expected]
