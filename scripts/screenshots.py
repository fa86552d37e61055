"""Photograph a running demo newsroom for the README: home, a release on desk and phone, the desk of an editor."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
ACCOUNT = ("redaktur", "newsroom-demo")


def photograph(browser: Any, origin: str, folder: Path) -> None:
    """Take all pictures; an existing picture of the same name is replaced."""
    options = {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}
    reader = browser.new_context(viewport=DESK, **options).new_page()
    reader.goto(f"{origin}/")
    reader.screenshot(path=folder / "home.png")
    first = reader.locator("main a[href*='/berita/']").first.get_attribute("href") or "/berita/"
    release = first if first.startswith("http") else f"{origin}{first}"
    reader.goto(release)
    reader.screenshot(path=folder / "article.png")

    phone = browser.new_context(viewport=PHONE, device_scale_factor=2, **options).new_page()
    phone.goto(release)
    phone.screenshot(path=folder / "article-phone.png")

    editor = browser.new_context(viewport=DESK, **options).new_page()
    editor.goto(f"{origin}/redaksi/")
    editor.fill("input[name=login]", ACCOUNT[0])
    editor.fill("input[name=password]", ACCOUNT[1])
    editor.press("input[name=password]", "Enter")
    editor.wait_for_url("**/redaksi/**")
    editor.screenshot(path=folder / "desk.png")


def main() -> None:
    """Start Chromium and photograph the newsroom at the address given."""
    origin, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Error: no Chromium found (Debian: apt install chromium).")
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        photograph(browser, origin, folder)
        browser.close()
    print(f"Pictures are in {folder}/.")


if __name__ == "__main__":
    main()
