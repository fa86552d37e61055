"""Photograph a running demo newsroom.

    python scripts/screenshots.py ORIGIN FOLDER [--readme-only]

FOLDER gets the few pictures of the README; build/screenshots/ gets every kind of public page at 360, 768 and 1280
pixels, in light and dark, and the desk of every demo role. Look at all of them after a change of templates or styles.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ALBUM = Path("build/screenshots")
WIDTHS = {360: 740, 768: 1024, 1280: 900}
SCHEMES = ("light", "dark")
READER = {"locale": "id-ID", "timezone_id": "Asia/Jakarta", "reduced_motion": "reduce"}
ROLES = ("wartawan", "wartawan2", "kontributor", "redaktur", "redaktur2", "pemred", "arsip", "admin")
PASSWORD = "newsroom-demo"  # noqa: S105 of the demo accounts, which exist in development only
# Screens of the desk beside its home, as the managing editor sees them.
SCREENS = {
    "queue": "reports/workflow_tasks/",
    "audit": "catatan/",
    "effects": "efek/",
    "emergency": "serta-merta/",
    "pages": "pages/",
    "images": "images/",
    "bylines": "snippets/people/byline/",
}
STORIES_LOOKED_AT = 60
# Pictures below the fold load late; a photograph of the whole page wants them now.
LOAD_PICTURES = """() => Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.complete || new Promise((resolve) => { image.onload = image.onerror = resolve; });
}))"""


@dataclass(frozen=True)
class Story:
    """A release as its page shows it."""

    path: str
    html: str

    @property
    def length(self) -> int:
        """How many paragraphs it has."""
        return self.html.count("<p")


def stories(request: Any, origin: str) -> list[Story]:
    """Read the newest releases of the newsroom, page by page."""
    found: list[Story] = []
    address: str | None = "/berita/"
    while address and len(found) < STORIES_LOOKED_AT:
        html = request.get(origin + address).text()
        paths = dict.fromkeys(re.findall(r'href="(/berita/[^"/]+/)"', html))
        found += [Story(path, request.get(origin + path).text()) for path in paths]
        older = re.search(r'rel="next" href="([^"]+)"', html)
        address = older.group(1).replace("&amp;", "&") if older else None
    return found


def first_link(html: str, prefix: str) -> str | None:
    """Return the first address in ``html`` that begins with ``prefix``."""
    link = re.search(rf'href="({prefix}[^"]+/)"', html)
    return link.group(1) if link else None


def public_pages(request: Any, origin: str) -> Iterator[tuple[str, str]]:
    """Give name and path of one page of each kind; kinds that the newsroom does not have are left out."""
    yield from {
        "home": "/",
        "news": "/berita/",
        "archive": "/arsip/",
        "search": "/cari/",
        "search-hits": "/cari/?q=air",
        "search-none": "/cari/?q=tidakadakatain",
        "tags": "/tag/",
        "agencies": "/instansi/",
        "regions": "/wilayah/",
        "corrections": "/koreksi/",
        "check": "/periksa/",
        "style-guide": "/gaya/",
        "sign-in": "/akun/login/",
        "about": "/tentang/",
        "masthead": "/redaksi-kami/",
        "guidelines": "/pedoman-media-siber/",
        "privacy": "/privasi/",
        "accessibility": "/aksesibilitas/",
    }.items()
    # Whole pages that are hard to come by are drawn by the style guide.
    for name, specimen in {
        "not-found": "404",
        "taken-down": "410",
        "too-many": "429",
        "fault": "500",
        "article-corrected": "dikoreksi",
        "article-withdrawn": "ditarik",
        "early-reading": "embargo",
        "home-empty": "beranda-kosong",
        "listing-empty": "daftar-kosong",
        "sign-in-refused": "masuk-ditolak",
    }.items():
        yield name, f"/gaya/{specimen}/"
    told = stories(request, origin)
    if not told:
        return
    by_length = sorted(told, key=lambda story: story.length)
    shapes = {
        "article-long": by_length[-1:],
        "article-short": by_length[:1],
        "article-text": [story for story in told if "article-picture" not in story.html],
        "article-gallery": [story for story in told if "gallery-strip" in story.html],
        "article-table": [story for story in told if "table-scroll" in story.html],
        "article-quote": [story for story in told if "quotation" in story.html],
        "article-archive": [story for story in told if "<data " in story.html],
    }
    yield from ((name, found[0].path) for name, found in shapes.items() if found)
    whole = "".join(story.html for story in told)
    kinds = {"tag": "/tag/", "agency": "/instansi/", "region": "/wilayah/", "byline": "/inisial/", "channel": "/kanal/"}
    yield from ((name, path) for name, prefix in kinds.items() if (path := first_link(whole, prefix)))
    day = re.search(r'<time datetime="(\d{4})-(\d\d)-(\d\d)T', by_length[-1].html)
    if day:
        for name, count in (("archive-year", 1), ("archive-month", 2), ("archive-day", 3)):
            yield name, f"/arsip/{'/'.join(day.groups()[:count])}/"


def photograph_readers(browser: Any, origin: str, album: Path) -> None:
    """Take every kind of public page at every width, by day and by night."""
    finder = browser.new_context(**READER)
    pages = list(public_pages(finder.request, origin))
    finder.close()
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **READER)
            page = context.new_page()
            for name, path in pages:
                page.goto(origin + path)
                # Pictures below the fold load late; a photograph of the whole page wants them now.
                page.evaluate(LOAD_PICTURES)
                page.screenshot(path=album / f"{name}-{width}-{scheme}.png", full_page=True)
            context.close()


def signed_in(browser: Any, origin: str, role: str, width: int) -> Any:
    """Return a window in which a demo account is signed in."""
    page = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, **READER).new_page()
    page.goto(f"{origin}/redaksi/")
    page.fill("input[name=login]", role)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/redaksi/**")
    return page


def photograph_desks(browser: Any, origin: str, album: Path) -> None:
    """Take the home of each role, on a desk and on a phone, and the first text that waits on it."""
    for role in ROLES:
        for width in (1280, 360):
            page = signed_in(browser, origin, role, width)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=album / f"desk-{role}-{width}.png", full_page=True)
            edit = page.locator("main a[href*='/edit/']").first
            if edit.count():
                page.goto(f"{origin}{edit.get_attribute('href')}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=album / f"desk-{role}-edit-{width}.png")
            page.context.close()
    for width in (1280, 360):
        page = signed_in(browser, origin, "pemred", width)
        for name, path in SCREENS.items():
            page.goto(f"{origin}/redaksi/{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=album / f"screen-{name}-{width}.png")
        page.context.close()


def photograph_for_readme(browser: Any, origin: str, folder: Path) -> None:
    """Take the pictures of the README; an existing picture of the same name is replaced."""
    reader = browser.new_context(viewport={"width": 1280, "height": 900}, **READER).new_page()
    reader.goto(f"{origin}/")
    reader.screenshot(path=folder / "home.png")
    release = origin + (first_link(reader.content(), "/berita/") or "/berita/")
    reader.goto(release)
    reader.screenshot(path=folder / "article.png")
    phone = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, **READER).new_page()
    phone.goto(release)
    phone.screenshot(path=folder / "article-phone.png")
    signed_in(browser, origin, "redaktur", 1280).screenshot(path=folder / "desk.png")


def main() -> None:
    """Start Chromium and photograph the newsroom at the address given."""
    parser = argparse.ArgumentParser(description="Photograph a running demo newsroom.")
    parser.add_argument("origin", help="address of the newsroom, such as http://127.0.0.1:8000")
    parser.add_argument("folder", type=Path, help="where the pictures of the README go")
    parser.add_argument("--readme-only", action="store_true", help="leave the album in build/screenshots/ as it is")
    options = parser.parse_args()
    origin = options.origin.rstrip("/")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Error: no Chromium found (Debian: apt install chromium).")
    flags = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        options.folder.mkdir(parents=True, exist_ok=True)
        photograph_for_readme(browser, origin, options.folder)
        if not options.readme_only:
            ALBUM.mkdir(parents=True, exist_ok=True)
            photograph_readers(browser, origin, ALBUM)
            photograph_desks(browser, origin, ALBUM)
        browser.close()
    print(f"Pictures are in {options.folder}/" + ("." if options.readme_only else f" and {ALBUM}/."))


if __name__ == "__main__":
    main()
