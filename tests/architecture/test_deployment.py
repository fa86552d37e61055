"""The deployment files keep what the code promises."""

from __future__ import annotations

import re
import runpy
import subprocess
import tomllib
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest


def test_the_image_runs_as_an_ordinary_account(project_root: Path) -> None:
    final = (project_root / "Dockerfile").read_text(encoding="utf-8").split(" AS app")[1].split("FROM ")[0]

    assert re.search(r"^USER [1-9]\d*$", final, flags=re.MULTILINE)


def test_the_demo_newsroom_stays_out_of_the_image(project_root: Path) -> None:
    assert "newsroom/demo" in (project_root / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_everything_the_image_copies_exists(project_root: Path) -> None:
    dockerfile = (project_root / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, flags=re.MULTILINE)
        for source in line.split()[:-1]
    ]

    assert copied
    assert [source for source in copied if not (project_root / source).exists()] == []


def test_no_access_log_keeps_the_link_of_an_early_reader(project_root: Path) -> None:
    logger_class = runpy.run_path(str(project_root / "deploy" / "gunicorn.conf.py"))["KeylessLogger"]
    request = {"REQUEST_METHOD": "GET", "RAW_URI": "/embargo/rahasia-sekali/gambar/7/", "SERVER_PROTOCOL": "HTTP/1.1"}
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    atoms = logger_class.atoms(
        logger_class.__new__(logger_class), answer, SimpleNamespace(headers=[]), request, timedelta(seconds=1)
    )
    assert atoms["r"] == "GET /embargo/-/gambar/7/ HTTP/1.1"
    nginx = (project_root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert re.search(r"location \^~ /embargo/ \{\s*access_log off;", nginx)


def test_nginx_serves_renditions_and_nothing_else_of_the_media(project_root: Path) -> None:
    configuration = (project_root / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    locations = dict(re.findall(r"location (?:\^~ |= )?(\S+) \{\s*([^\n]+)", configuration))

    assert locations["/media/"] == "return 404;"
    assert locations["/media/images/"] == "alias /srv/media/images/;"
    assert [name for name in locations if name.startswith("/media/")] == ["/media/", "/media/images/"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_hashes(project_root: Path, name: str) -> None:
    text = (project_root / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]

    assert packages
    assert [line.split()[0] for line in packages if "==" not in line or "--hash=sha256:" not in line] == []
    assert not re.search(r"https?://|--index|--find-links", text)


def test_run_time_and_development_pin_the_same_versions(project_root: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9][^ ]*==[^ ]+", (project_root / name).read_text(encoding="utf-8"), re.MULTILINE)
        )

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_supported_python_versions_are_the_same_everywhere(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    script = (project_root / "scripts" / "environment.sh").read_text(encoding="utf-8")

    assert project["requires-python"] == ">=3.11,<3.14"
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in script


def test_every_script_is_valid_shell(project_root: Path) -> None:
    for script in [*(project_root / "scripts").glob("*.sh"), project_root / ".ci" / "run"]:
        checked = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
