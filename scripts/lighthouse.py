"""What `make lighthouse` asks and how it judges.

python scripts/lighthouse.py paths ORIGIN          waits for the newsroom, prints name and path of each page to rate
python scripts/lighthouse.py marks FOLDER RUNS     prints the figures; exit code 1 when a page is below the marks
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

MARKS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# robots.txt keeps search results out of search engines on purpose.
DELIBERATE = {"search": {"is-crawlable"}}
NAMES = ("home", "article", "listing", "search")
SECONDS_TO_START = 60


def front_page(origin: str) -> str:
    """Return the front page as soon as the newsroom answers; raises TimeoutError when it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{origin}/") as answer:  # noqa: S310 of this machine
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(origin)


def paths(origin: str) -> dict[str, str]:
    """Return the page of each kind: the release is the one that leads the front page."""
    release = re.search(r'href="(/berita/[^"/]+/)"', front_page(origin))
    if release is None:
        raise LookupError("The front page has no release.")
    return dict(zip(NAMES, ("/", release.group(1), "/berita/", "/cari/?q=air"), strict=True))


def counted(report: dict[str, Any], category: str, name: str) -> list[tuple[float, dict[str, Any]]]:
    """Return weight and audit of everything that counts in a category of the page ``name``."""
    parts = report["categories"][category]["auditRefs"]
    audits = [
        (part["weight"], report["audits"][part["id"]]) for part in parts if part["id"] not in DELIBERATE.get(name, ())
    ]
    return [(weight, audit) for weight, audit in audits if weight and audit["score"] is not None]


def rating(report: dict[str, Any], category: str, name: str) -> float:
    """Return the rating of a category from 0 to 1; a page that Lighthouse could not rate gets 0."""
    own: float | None = report["categories"][category]["score"]
    if own is None:
        return 0.0
    left_out = DELIBERATE.get(name, set()) & {part["id"] for part in report["categories"][category]["auditRefs"]}
    if not left_out:
        return own
    audits = counted(report, category, name)
    return sum(weight * float(audit["score"]) for weight, audit in audits) / sum(weight for weight, _audit in audits)


def figures(reports: list[dict[str, Any]], name: str) -> dict[str, int]:
    """Return the rating in each category from 0 to 100; the middle one of several runs."""
    return {
        category: round(statistics.median(rating(report, category, name) for report in reports) * 100)
        for category in MARKS
    }


def faults(report: dict[str, Any], name: str) -> list[str]:
    """Return what took points, category by category."""
    return [
        f"{category}: {audit['title']} ({audit.get('displayValue') or audit['score']})"
        for category in MARKS
        for _weight, audit in counted(report, category, name)
        if audit["score"] < 1
    ]


def judge(folder: Path, runs: int) -> bool:
    """Print the figures of every page; whether all reach the marks."""
    is_enough = True
    for name in NAMES:
        reports = [json.loads((folder / f"{name}-{run}.report.json").read_text("utf-8")) for run in range(1, runs + 1)]
        rated = figures(reports, name)
        shift = max(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
        print(f"{name:8}", "  ".join(f"{key} {value}" for key, value in rated.items()), f" layout shift {shift:.3f}")
        if any(rated[category] < mark for category, mark in MARKS.items()):
            is_enough = False
            print("\n".join(f"         below the marks: {fault}" for fault in faults(reports[-1], name)))
    return is_enough


def main(arguments: list[str]) -> int:
    """Do what the first argument says. Returns the exit code."""
    if arguments[0] == "paths":
        for name, path in paths(arguments[1]).items():
            print(name, path)
        return 0
    return 0 if judge(Path(arguments[1]), int(arguments[2])) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
