"""What a person may set or run is written down."""

from __future__ import annotations

import ast
import re
from pathlib import Path

READERS = {
    "text",
    "optional_text",
    "boolean",
    "integer",
    "words",
    "path",
    "web_address",
    "database",
    "redis_address",
    "mail_server",
    "accent",
}
ENVIRONMENT_FOLDERS = ("newsroom/settings", "deploy")


def environment_names(root: Path) -> set[str]:
    """Return every environment variable that settings or the server configuration read."""
    names: set[str] = set()
    for folder in ENVIRONMENT_FOLDERS:
        for path in (root / folder).glob("*.py"):
            source = path.read_text(encoding="utf-8")
            names |= set(re.findall(r"os\.environ\.get\(\"([A-Z_]+)\"", source))
            for node in ast.walk(ast.parse(source)):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "env" and node.func.attr in READERS:
                    assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno} reads a computed name"
                    names.add(str(node.args[0].value))
    return names - {"PYTEST_XDIST_WORKER", "TEST_DATABASE_TEMPLATE"}


def test_every_environment_setting_is_in_the_table(project_root: Path) -> None:
    table = (project_root / "docs" / "configuration.md").read_text(encoding="utf-8")

    missing = {name for name in environment_names(project_root) if f"| `{name}` |" not in table}

    assert missing == set()


def test_the_table_names_no_setting_that_nothing_reads(project_root: Path) -> None:
    table = (project_root / "docs" / "configuration.md").read_text(encoding="utf-8")
    composed = [path.read_text(encoding="utf-8") for path in project_root.glob("compose*.yaml")]
    outside = "".join(composed) + "DJANGO_SETTINGS_MODULE"

    stale = {
        name
        for name in re.findall(r"^\| `([A-Z_]+)` \|", table, flags=re.MULTILINE)
        if name not in environment_names(project_root) and name not in outside
    }

    assert stale == set()


def test_every_management_command_is_documented(project_root: Path) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (project_root / "docs").rglob("*.md"))
    commands = {
        path.stem
        for folder in ("newsroom", "home")
        for path in (project_root / folder).rglob("management/commands/*.py")
        if path.stem != "__init__"
    }

    assert {name for name in commands if f"manage.py {name}" not in pages} == set()


def test_every_make_target_is_explained(project_root: Path) -> None:
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")

    unexplained = [line for line in makefile.splitlines() if re.match(r"^[a-z][a-z-]*:", line) and " ## " not in line]

    assert unexplained == []


def test_every_link_between_pages_leads_somewhere(project_root: Path) -> None:
    broken = []
    for page in [project_root / "README.md", *(project_root / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(project_root)}: {target}")

    assert broken == []
