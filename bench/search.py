"""Measure search: times of each kind of question inside this process, and of 32 readers at once from a server.

    python -m bench.search [--port PORT] [--seconds 10]

Words are drawn from the generated archive (:mod:`bench.generate`), where each stands in nearly every article: the worst
that an index can meet.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench.load import Figures, run_load  # noqa: E402
from bench.text import WORDS  # noqa: E402
from newsroom.agencies.models import Agency  # noqa: E402
from newsroom.listings.models import SearchEntry  # noqa: E402
from newsroom.listings.search.engine import find  # noqa: E402
from newsroom.listings.search.filters import read_filters  # noqa: E402
from newsroom.listings.search.query import read_question  # noqa: E402

SEARCHERS = 32


def questions(draw: random.Random, count: int) -> dict[str, list[dict[str, str]]]:
    """Return the parameters of ``count`` searches of each kind."""
    agencies = list(Agency.objects.values_list("slug", flat=True))
    entries = SearchEntry.objects.count()

    def many(make: Callable[[], dict[str, str]]) -> list[dict[str, str]]:
        return [make() for _ in range(count)]

    def words(number: int) -> str:
        return " ".join(draw.sample(WORDS, number))

    return {
        "one very common word": many(lambda: {"q": words(1)}),
        "two very common words": many(lambda: {"q": words(2)}),
        "four very common words": many(lambda: {"q": words(4)}),
        "common word, by date": many(lambda: {"q": words(1), "urut": "terbaru"}),
        "a word of one article": many(lambda: {"q": str(draw.randrange(100, max(101, entries)))}),
        "phrase of two common words": many(lambda: {"q": f'"{words(2)}"'}),
        "common word without another": many(lambda: {"q": " -".join(draw.sample(WORDS, 2))}),
        "common word of an agency": many(lambda: {"q": words(1), "instansi": draw.choice(agencies)}),
        "common word of a month": many(lambda: {"q": words(1), "dari": "2026-09-01", "sampai": "2026-09-30"}),
        "a typo": many(lambda: {"q": words(1)[:-1] + "xy"}),
    }


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, help="of a running server on this machine")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--count", type=int, default=40, help="questions of each kind")
    options = parser.parse_args()
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"})
    asked = questions(random.Random(11), options.count)

    print(f"\n{SearchEntry.objects.count():,} articles in the index, {connection.vendor}\n")
    print("| question | finding: p50 ms | p95 ms | whole page: p50 ms | p95 ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    # The first page that a process makes takes seconds: it loads addresses, templates and words.
    client.get("/cari/", {"q": WORDS[-1]})
    for kind, searches in asked.items():
        finding, pages = Figures(), Figures()
        for parameters in searches:
            started = time.perf_counter()
            find(read_question(parameters["q"]), read_filters(parameters), order=parameters.get("urut", "relevan"))
            finding.times.append(time.perf_counter() - started)
            started = time.perf_counter()
            client.get("/cari/", parameters)
            pages.times.append(time.perf_counter() - started)
        cells = [figures.percentile(share) for figures in (finding, pages) for share in (0.5, 0.95)]
        print(f"| {kind} | {' | '.join(f'{cell:.0f}' for cell in cells)} |", flush=True)
    if options.port:
        paths = [f"/cari/?{urlencode(parameters)}" for searches in asked.values() for parameters in searches]
        found = run_load(options.port, paths, seconds=options.seconds, connections=SEARCHERS)
        print(
            f"\n{SEARCHERS} searchers at once: {found.rate:.0f} answers/s, p50 {found.percentile(0.5):.0f} ms, "
            f"p95 {found.percentile(0.95):.0f} ms, errors {found.errors}"
        )


if __name__ == "__main__":
    main()
