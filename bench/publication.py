"""Measure one publication by the clock: time, queries, and the side effects that it leaves to the worker.

On whatever DATABASE_URL names; prepare it as for `make run` (migrate, load_reference_data, setup_site, sync_roles).
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from datetime import timedelta
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.development")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from bench.clock import schedule, submit_releases  # noqa: E402
from newsroom.editorial import clock  # noqa: E402
from newsroom.editorial.models import OutboxEntry, Slot  # noqa: E402


def main() -> None:
    """Publish so many releases one by one and print a row of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=40)
    options = parser.parse_args()

    pages = submit_releases(options.releases + 1)
    schedule(pages, timedelta(seconds=1))
    moment = timezone.now() + timedelta(days=2)
    slots = list(Slot.objects.open().filter(page_id__in=[page.pk for page in pages]).values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as captured:
        clock.fire(slots[0], moment)
    last_effect = OutboxEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    tasks = DBTaskResult.objects.count()
    elapsed, processor = [], []
    for slot in slots[1:]:
        started, worked = time.perf_counter(), time.process_time()
        clock.fire(slot, moment)
        elapsed.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
    kinds = Counter(OutboxEntry.objects.filter(pk__gt=last_effect).values_list("kind", flat=True))
    tasks = DBTaskResult.objects.count() - tasks
    each = ", ".join(f"{count / len(elapsed):g} {kind}" for kind, count in sorted(kinds.items()))
    print("| database | queries | ms (median) | ms (least) | processor ms (median) | outbox rows | tasks of Wagtail |")
    print("| --- | ---: | ---: | ---: | ---: | --- | ---: |")
    print(
        f"| {connection.vendor} | {len(captured)} | {median(elapsed) * 1000:.0f} | {min(elapsed) * 1000:.0f} "
        f"| {median(processor) * 1000:.0f} | {each} | {tasks / len(elapsed):g} |"
    )


if __name__ == "__main__":
    main()
