"""Measure how late scheduled releases become public: the production worker, PostgreSQL, many slots in a short time."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.utils import timezone  # noqa: E402

from newsroom.articles.models import ArticlePage, Desk  # noqa: E402
from newsroom.editorial import actions  # noqa: E402
from newsroom.editorial.models import Slot  # noqa: E402
from newsroom.editorial.roles import Role  # noqa: E402
from newsroom.users.models import User  # noqa: E402

# Time to start the worker and to be sure that no slot is due before it runs.
LEAD_TIME = timedelta(seconds=20)
PATIENCE = timedelta(minutes=5)
LOOK_EVERY = 0.05


def person(username: str, role: Role) -> User:
    """Return an account with this role."""
    account, _created = User.objects.get_or_create(username=username, defaults={"email": f"{username}@example.test"})
    account.groups.add(Group.objects.get(name=str(role)))
    return account


def submit_releases(count: int) -> list[ArticlePage]:
    """Write and submit ``count`` releases."""
    desk = Desk.objects.of_the_newsroom().get()
    officer = person("bench-officer", Role.PRESS_OFFICER)
    pages = []
    for number in range(count):
        page = ArticlePage(
            title=f"Dinas Uji Umumkan Hasil Pengukuran Nomor {number}",
            lead=f"Dinas Uji mengumumkan hasil pengukuran nomor {number}.",
            body=[("paragraph", f"<p>Hasil pengukuran nomor {number} dibacakan di kantor dinas.</p>" * 8)],
            live=False,
            owner=officer,
        )
        desk.add_child(instance=page)
        page.save_revision(user=officer)
        actions.submit(page, user=officer)
        pages.append(page)
    return pages


def schedule(pages: list[ArticlePage], spread: timedelta) -> datetime:
    """Approve ``pages`` for times that are spread evenly over ``spread``; return the last of them."""
    editor = person("bench-editor", Role.EDITOR)
    for page in pages:
        task_state = ArticlePage.objects.get(pk=page.pk).current_workflow_task_state
        far = timezone.now() + timedelta(days=1)
        task_state.task.specific.on_action(task_state, editor, "schedule", publish_at=far)
    # Approving takes a while, so the times are set when all are approved.
    start = timezone.now() + LEAD_TIME
    for number, page in enumerate(pages):
        Slot.objects.filter(page_id=page.pk).update(publish_at=start + spread * (number / len(pages)))
    return start + spread


def watch(keys: set[int], until: datetime) -> dict[int, datetime]:
    """Return when each page was first seen public, by a connection of its own that looks 20 times a second."""
    seen: dict[int, datetime] = {}
    while len(seen) < len(keys) and timezone.now() < until:
        now = timezone.now()
        for key in ArticlePage.objects.public().filter(pk__in=keys - seen.keys()).values_list("pk", flat=True):
            seen[key] = now
        time.sleep(LOOK_EVERY)
    return seen


def percentile(ordered: list[float], share: float) -> float:
    """Return the value that ``share`` (0 to 1) of the values kept to."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Schedule, let the worker run, and print a row of figures; exit 1 if a release never came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=200)
    parser.add_argument("--spread", type=float, default=100, metavar="SECONDS", help="0: all at the same moment")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()

    pages = submit_releases(options.releases)
    last = schedule(pages, timedelta(seconds=options.spread))
    workers = [
        subprocess.Popen([sys.executable, "manage.py", "run_desk"], stdout=subprocess.DEVNULL)
        for _number in range(options.workers)
    ]
    try:
        seen = watch({page.pk for page in pages}, last + PATIENCE)
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()
    planned = dict(Slot.objects.filter(page_id__in=[page.pk for page in pages]).values_list("page_id", "publish_at"))
    late = sorted((seen[key] - planned[key]).total_seconds() for key in seen)
    if len(late) < len(pages):
        sys.exit(f"{len(pages) - len(late)} of {len(pages)} releases did not go out.")
    print("| releases | over s | workers | p50 s | p99 s | most s |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    print(
        f"| {len(late)} | {options.spread:g} | {options.workers} | {percentile(late, 0.5):.2f} "
        f"| {percentile(late, 0.99):.2f} | {late[-1]:.2f} |"
    )


if __name__ == "__main__":
    main()
