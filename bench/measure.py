"""Measure a running server: requests a second, times, processor time, queries and bytes, as a Markdown table."""

from __future__ import annotations

import argparse
import gzip
import os
import random
from http.client import HTTPConnection
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.load import run_load, wait_until_ready  # noqa: E402
from newsroom.articles.models import ArticlePage  # noqa: E402
from newsroom.tags.models import NewsTag  # noqa: E402

SAMPLE = 400
SEARCHED = ("banjir", "bantuan pangan", "sekolah guru", "batik", "harga beras", "jembatan desa")


def paths_by_route() -> dict[str, list[str]]:
    """Return addresses of each kind of page, drawn from the whole archive."""
    draw = random.Random(7)
    articles = list(ArticlePage.objects.public().values_list("address", "published_at"))
    some = draw.sample(articles, min(SAMPLE, len(articles)))
    days = {f"/arsip/{timezone.localtime(moment):%Y/%m/%d}/" for _, moment in some}
    return {
        "home": ["/"],
        "article": [f"/berita/{address}/" for address, _ in some],
        "listing": ["/berita/"],
        "archive day": sorted(days),
        "tag": [
            f"/tag/{slug}/"
            for slug in NewsTag.objects.filter(tagged_articles__is_public=True)
            .distinct()
            .values_list("slug", flat=True)[:SAMPLE]
        ],
        "search": [f"/cari/?q={words.replace(' ', '+')}" for words in SEARCHED],
    }


def processor_seconds(root: int) -> float:
    """Return the processor time that the server and its workers have used; it does not depend on who else is busy."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(entry.name) == root or int(fields[1]) == root:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def queries_of(path: str) -> int:
    """Return how many queries one page takes, caches warm."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"})
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(path)
    return len(captured)


def size_of(port: int, path: str) -> tuple[int, int]:
    """Return the bytes of a page as they are, and compressed."""
    server = HTTPConnection("127.0.0.1", port, timeout=30)
    server.request("GET", path, headers={"X-Forwarded-Proto": "https"})
    body = server.getresponse().read()
    server.close()
    return len(body), len(gzip.compress(body, 6))


def main() -> None:
    """Load each kind of page for some seconds, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--server", type=int, required=True, metavar="PID", help="process id of gunicorn")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=8)
    options = parser.parse_args()

    wait_until_ready(options.port)
    print(f"\n{ArticlePage.objects.public().count():,} articles, {options.connections} connections\n")
    print("| page | requests/s | p50 ms | p99 ms | processor ms | errors | queries | bytes / compressed |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for route, paths in paths_by_route().items():
        run_load(options.port, paths, seconds=2, connections=options.connections, seed=9)
        before = processor_seconds(options.server)
        found = run_load(options.port, paths, seconds=options.seconds, connections=options.connections)
        used = (processor_seconds(options.server) - before) * 1000 / max(1, len(found.times) + found.errors)
        raw, compressed = size_of(options.port, paths[0])
        print(
            f"| {route} | {found.rate:.0f} | {found.percentile(0.5):.0f} | {found.percentile(0.99):.0f} "
            f"| {used:.1f} | {found.errors} | {queries_of(paths[0])} | {raw:,} / {compressed:,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
