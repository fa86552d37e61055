"""The sample pages, where they lie beside the project: everything the index says comes out of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from newsroom.legacy.mapping import parse_article
from newsroom.legacy.problems import RejectedError
from newsroom.legacy.source import read_source

SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "articles"
INDEX = SAMPLES / "index.tsv"


def rows() -> list[dict[str, str]]:
    if not INDEX.is_file():
        return []
    with INDEX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.skipif(not INDEX.is_file(), reason="The sample pages do not lie beside the project.")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_sample_gives_what_its_index_says(row: dict[str, str]) -> None:
    try:
        article = parse_article(read_source(SAMPLES / row["file"]), now=timezone.now())
    except RejectedError:
        assert row["expect"] == "reject"
        return
    outcome = "reject" if article.errors else "ok+warning" if article.warnings else "ok"

    assert outcome == row["expect"].replace("duplicate", "ok")
    assert {
        "expected_title": article.title,
        "published": article.published_text or "",
        "reporter_initials": "|".join(article.reporters),
        "editor_initials": "|".join(article.editors),
        "tags": "|".join(article.tags),
        "org": article.office,
        "dateline": article.dateline,
        "views": "" if article.views is None else str(article.views),
    }.items() <= row.items()
