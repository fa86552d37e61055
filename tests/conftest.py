"""Shared plumbing of the tests: caches between tests, databases by lane, a real Chromium for the journeys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests.sizes import IS_FULL, runs

# In this order: the copy is taken before the people's newsroom is built on it.
pytest_plugins = ["tests.prepared_database", "tests.people"]

# Playwright's synchronous interface runs an event loop in the thread of the test, where Django refuses queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


# Forms, views and templates decide what these check, whatever the database; `make test-full` runs them on both.
FOLDERS_FOR_ONE_DATABASE = {
    "agencies",
    "architecture",
    "bylines",
    "demo",
    "edge",
    "front",
    "images",
    "leaks",
    "locale",
    "pages",
    "reports",
    "settings",
    "syndication",
    "tags",
    "users",
}
FILES_FOR_ONE_DATABASE = {"test_rights_matrix.py"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what need not run again on the second database, and what has two sizes; leave out what only the full has."""
    if not IS_FULL:
        left_out = [item for item in items if item.get_closest_marker("full")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        folder = item.path.relative_to(settings.BASE_DIR / "tests").parts[0]
        fixtures = set(getattr(item, "fixturenames", ()))
        uses_database = item.get_closest_marker("django_db") is not None or fixtures & DATABASE_FIXTURES
        is_for_one = folder in FOLDERS_FOR_ONE_DATABASE or item.path.name in FILES_FOR_ONE_DATABASE
        if is_for_one or not uses_database:
            item.add_marker("one_database")
        if getattr(item.module, "runs", None) is runs:
            item.add_marker("repeats")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Give every test an empty cache, so that no test sees the sign-in limits or channels of another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def worker_at_hand(settings: Any) -> None:
    """Do each task when it is given, as if the worker stood beside: mails, renditions, Wagtail's own indexes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _database_of_the_lane(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.fail("This test needs PostgreSQL: run it with `make test`, or set DATABASE_URL.")


def chromium_path() -> str:
    """Return the Chromium of this machine; a machine without one fails the test, it never skips it."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    pytest.fail("No Chromium found (Debian: apt install chromium).")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser process for the session; tests open windows of their own in it."""
    from playwright.sync_api import sync_playwright

    flags = [*CHROMIUM_FLAGS]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        yield browser
        browser.close()


class Window:
    """A browser window with its own cookies, which notes everything a page should not do."""

    def __init__(self, context: Any, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.foreign_requests: list[str] = []
        self.script_errors: list[str] = []
        self.answers: list[str] = []
        context.route("**/*", self._only_the_newsroom)
        context.set_default_timeout(30_000)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.script_errors.append(str(error)))
        self.page.on("console", self._note_refusals)
        self.page.on("response", self._note_answer)

    def _only_the_newsroom(self, route: Any) -> None:
        address = route.request.url
        if address.startswith((self.origin, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign_requests.append(address)
            route.abort()

    def _note_refusals(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.script_errors.append(message.text)

    def _note_answer(self, answer: Any) -> None:
        if answer.request.resource_type in ("document", "fetch", "xhr"):
            self.answers.append(f"{answer.request.method} {answer.url.removeprefix(self.origin)} {answer.status}")

    def describe(self) -> str:
        """Return the last answers of the server, the faults of the scripts and the words in the window."""
        words = self.page.locator("body").inner_text(timeout=2_000)
        return "\n".join([*self.answers[-8:], *self.script_errors, self.page.url, words[:4_000]])

    def open(self, path: str) -> Any:
        """Go to a path of the newsroom and return the response."""
        return self.page.goto(f"{self.origin}{path}", wait_until="load")

    def axe_violations(self, *rules: str) -> list[str]:
        """Return what axe finds wrong with the page as it stands, one line a rule; with ``rules``, those only."""
        from axe_playwright_python.sync_playwright import Axe

        # axe is injected by the tester, not by the page, so the page's own policy must not stop it.
        options = {"runOnly": {"type": "rule", "values": rules}} if rules else None
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'][:3])}" for rule in found]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[Any]:
    """Say what stood in the windows of a journey that failed: that is all a machine far away can tell."""
    report = yield
    if report.when == "call" and report.failed:
        for number, window in enumerate(getattr(item, "windows", []), 1):
            report.sections.append((f"window {number}", window.describe()))
    return report


@pytest.fixture
def open_window(chromium: Any, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a function that opens a window: `open_window()` for a desk, `open_window(PHONE)` for a phone."""
    contexts = []
    request.node.windows = []

    def make(size: dict[str, int] | None = None, **options: Any) -> Window:
        context = chromium.new_context(
            viewport=size or DESK, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce", **options
        )
        contexts.append(context)
        window = Window(context, live_server.url)
        request.node.windows.append(window)
        return window

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds manage.py."""
    return settings.BASE_DIR
