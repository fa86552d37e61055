"""Compare ways to serve the same pages: made each time, from Django's page cache, from Varnish, as files by nginx.

`make bench-edge` starts all of them. Rounds take turns (A B C D A B C D), so that what else the machine does hits all
alike. Needs wrk, nginx and varnishd. Then it publishes some releases and measures when readers behind Varnish see them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from bench.load import wait_until_ready  # noqa: E402
from bench.measure import paths_by_route  # noqa: E402
from home.site import system_account  # noqa: E402
from newsroom.articles.models import ArticlePage, Desk, TaggedArticle  # noqa: E402
from newsroom.editorial.actions import publish_import  # noqa: E402
from newsroom.tags.models import NewsTag  # noqa: E402

ROUTES = ("home", "article", "tag")
PATIENCE = 10.0  # seconds until a publication counts as unseen
NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
  default_type "text/html; charset=utf-8"; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/pages; gzip_static on; index index.html;
            open_file_cache max=20000 inactive=60s; open_file_cache_valid 30s; }}
}}
"""


@dataclass
class Way:
    """One way to serve, and its rounds by route: requests a second, p50 and p99 in milliseconds, failures."""

    name: str
    port: int
    rounds: dict[str, list[tuple[float, float, float, int]]] = field(default_factory=dict)


def ask(port: int, path: str, encoding: str = "gzip") -> tuple[int, bytes]:
    """Return status and body of one answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"X-Forwarded-Proto": "https", "Accept-Encoding": encoding})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@contextmanager
def files_by_nginx(port: int, source: int, paths: list[str]) -> Iterator[None]:
    """Serve the pages of ``paths``, as ``source`` compresses them, as files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for path in paths:
            target = folder / "pages" / path.strip("/")
            target.mkdir(parents=True, exist_ok=True)
            (target / "index.html.gz").write_bytes(ask(source, path)[1])
            (target / "index.html").write_bytes(ask(source, path, "identity")[1])
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, port=port), encoding="utf-8")
        process = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(configuration)])
        try:
            time.sleep(1)
            yield
        finally:
            process.terminate()
            process.wait(20)


def load(way: Way, route: str, paths: Path, seconds: float, connections: int) -> None:
    """Load one way for some seconds and note the figures."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "-s", str(Path(__file__).with_name("pick.lua"))]
    command += [f"http://127.0.0.1:{way.port}", "--", str(paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = next(line for line in said.splitlines() if line.startswith("FIGURES")).split()[1:]
    count, micro, p50, p99, failed = (float(figure) for figure in figures)
    way.rounds.setdefault(route, []).append((count / micro * 1e6, p50, p99, int(failed)))


def publish(number: int) -> ArticlePage:
    """Make a release public, as an import does, and return it."""
    desk, tag = Desk.objects.of_the_newsroom().get(), NewsTag.objects.filter(tagged_articles__is_public=True).first()
    article = ArticlePage(title=f"Ukuran Terbit {time.time():.0f} {number}", lead="Ukuran.", live=False)
    article.owner = system_account()
    article.tagged_items.add(TaggedArticle(tag=tag))
    desk.add_child(instance=article)
    article.save_revision(log_action=False)
    return publish_import(article, user=article.owner, batch="bench")


def seconds_until_seen(port: int, article: ArticlePage, places: list[str]) -> float:
    """Return when all of ``places`` show the release, counted from its commit."""
    started = time.perf_counter()
    for place in places:
        while article.slug.encode() not in ask(port, place, "identity")[1]:
            if time.perf_counter() - started > PATIENCE:
                return PATIENCE
    return time.perf_counter() - started


def main() -> None:
    """Measure and print two Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("plain", "kept", "varnish", "nginx"):
        parser.add_argument(f"--{name}", type=int, required=True, metavar="PORT")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--publications", type=int, default=100)
    options = parser.parse_args()
    for port in (options.plain, options.kept):
        wait_until_ready(port)

    if options.rounds:
        _print_rates(measure_rates(options))
    _print_times(options)


def measure_rates(options: argparse.Namespace) -> list[Way]:
    """Load every way with every kind of page, in turns."""
    ways = [
        Way("nginx, files compressed beforehand", options.nginx),
        Way("Varnish", options.varnish),
        Way("page cache in Django", options.kept),
        Way("made each time", options.plain),
    ]
    routes = {route: paths for route, paths in paths_by_route().items() if route in ROUTES}
    every = [path for paths in routes.values() for path in paths]
    with files_by_nginx(options.nginx, options.kept, every), tempfile.TemporaryDirectory() as folder:
        for route, paths in routes.items():
            listed = Path(folder) / route
            listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
            for port in (options.varnish, options.kept):
                for path in paths:
                    ask(port, path)
            for _round in range(options.rounds):
                for way in ways:
                    load(way, route, listed, options.seconds, options.connections)
    return ways


def _print_rates(ways: list[Way]) -> None:
    print("| page | served | requests/s | to nginx | to made each time | p50 ms | p99 ms | errors |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for route in ways[0].rounds:
        first, last = (median(one[0] for one in way.rounds[route]) for way in (ways[0], ways[-1]))
        for way in ways:
            rounds = way.rounds[route]
            rate, p50, p99 = (median(one[place] for one in rounds) for place in range(3))
            print(
                f"| {route} | {way.name} | {' / '.join(f'{one[0]:.0f}' for one in rounds)} | {rate / first:.4f} "
                f"| {rate / last:.0f} | {p50:.1f} | {p99:.1f} "
                f"| {sum(one[3] for one in rounds)} |"
            )


def _print_times(options: argparse.Namespace) -> None:
    times = []
    for number in range(options.publications):
        article = publish(number)
        tag = article.tagged_items.first().tag.public_path
        month = f"/sitemap-{article.published_at.astimezone():%Y-%m}.xml"
        places = [article.public_path, "/", "/berita/", tag, "/feed/", month]
        times.append(seconds_until_seen(options.varnish, article, places))
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    print("\n| publications | until all six pages show it: p50 s | p99 s | most s |\n| ---: | ---: | ---: | ---: |")
    print(f"| {len(times)} | {median(times):.2f} | {last:.2f} | {ordered[-1]:.2f} |")


if __name__ == "__main__":
    main()
