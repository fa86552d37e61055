"""Apply the table of roles."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.editorial.bootstrap import sync_roles


class Command(BaseCommand):
    """See ``help``."""

    help = (
        "Apply the table of roles: groups, rights, review task and workflow. Takes back what it gave once and the "
        "table no longer gives, never what people added; safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        report = sync_roles()
        if report.unknown:
            raise CommandError(
                "Unknown rights in the table of roles (run migrate first): " + ", ".join(sorted(set(report.unknown)))
            )
        for line in report.added:
            self.stdout.write(f"+ {line}")
        for line in report.removed:
            self.stdout.write(f"- {line}")
        self.stdout.write(f"Roles are in order ({len(report.added)} additions, {len(report.removed)} removals).")
