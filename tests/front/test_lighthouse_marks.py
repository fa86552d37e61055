"""`make lighthouse` fails below the marks, and only there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.lighthouse import MARKS, NAMES, judge


def report(**scores: float) -> dict[str, Any]:
    audits = {category: {"title": category, "score": scores.get(category.replace("-", "_"), 1)} for category in MARKS}
    audits["is-crawlable"] = {"title": "Blocked from indexing", "score": scores.get("crawlable", 1)}
    audits["cumulative-layout-shift"] = {"title": "Layout shift", "score": 1, "numericValue": 0}
    categories = {
        category: {
            "score": 1,
            "auditRefs": [{"id": category, "weight": 1}, {"id": "cumulative-layout-shift", "weight": 0}],
        }
        for category in MARKS
    }
    categories["seo"]["auditRefs"].append({"id": "is-crawlable", "weight": 1})
    for category in categories.values():
        weighed = [audits[part["id"]]["score"] for part in category["auditRefs"] if part["weight"]]
        category["score"] = sum(weighed) / len(weighed)
    return {"audits": audits, "categories": categories}


def judged(folder: Any, *, name: str = "home", **scores: float) -> bool:
    for page in NAMES:
        rated = report(**(scores if page == name else {}))
        (folder / f"{page}-1.report.json").write_text(json.dumps(rated), encoding="utf-8")
    return judge(folder, 1)


def test_pages_at_the_marks_pass(tmp_path, capsys):
    assert judged(tmp_path, performance=0.98)
    assert "below" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "scores", [{"performance": 0.97}, {"accessibility": 0.99}, {"best_practices": 0.99}, {"seo": 0.5}]
)
def test_a_page_below_a_mark_fails_and_the_reason_is_said(tmp_path, capsys, scores):
    assert not judged(tmp_path, **scores)
    assert "below the marks" in capsys.readouterr().out


def test_only_search_results_may_be_kept_from_search_engines(tmp_path):
    assert judged(tmp_path, name="search", crawlable=0)
    assert not judged(tmp_path, name="article", crawlable=0)


def test_a_page_that_could_not_be_rated_fails(tmp_path):
    judged(tmp_path)
    lost = report()
    lost["categories"]["performance"]["score"] = None
    (tmp_path / "search-1.report.json").write_text(json.dumps(lost), encoding="utf-8")
    assert not judge(tmp_path, 1)
