"""Bring pages of an older site in as articles."""

from __future__ import annotations

import codecs
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from newsroom.articles.models import Desk
from newsroom.legacy.files import ReportFile, files_of
from newsroom.legacy.models import ImportStatus
from newsroom.legacy.progress import Progress
from newsroom.legacy.run import ImportRun, Options
from newsroom.users.models import User

SOME_REJECTED = 1
WRONG_USAGE = 2
SYSTEM_USERNAME = "sistem"  # the account that acts where no person is named; nobody can sign in with it


class Command(BaseCommand):
    """Exit code 0: every file went in or was there already; 1: some were rejected; 2: wrong usage."""

    help = "Import pages of an older site, as text or HTML, as articles. Without --publish they become drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options; docs/features/legacy-import.md explains them."""
        parser.add_argument("paths", metavar="PATH", nargs="+", help="File, or folder that is read recursively.")
        parser.add_argument("--dry-run", action="store_true", help="Read and report, write nothing.")
        parser.add_argument("--publish", action="store_true", help="Make the articles public under their old dates.")
        parser.add_argument("--reread", action="store_true", help="Read even files that are stored as they are.")
        parser.add_argument("--report", metavar="FILE.json", help="Write what became of each file as JSON.")
        parser.add_argument("--timezone", default="Asia/Jakarta", help="Zone of times that name none.")
        parser.add_argument("--encoding", metavar="ENC", help="Encoding of the files, instead of recognising it.")
        parser.add_argument("--desk", metavar="SLUG", help="Desk for new articles (default: the newsroom's).")
        parser.add_argument("--user", metavar="NAME", help="Account in whose name the import runs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the files; leave with the exit code."""
        paths = [Path(path) for path in options["paths"]]
        for path in paths:
            if not path.exists():
                raise self._usage(_("There is no file or folder “%s”.") % path)
        total = sum(1 for _file in files_of(paths))
        if total == 0:
            raise self._usage(_("There is no page (.txt, .html) in the folder."))
        report = self._report(options["report"])
        run_options = self._run_options(options)
        progress = Progress(self.stdout, total, is_bar=self.stdout.isatty())
        with _stop_on_interrupt() as is_stopped, _quiet_logs(), report or nullcontext() as report_file:
            run = ImportRun(run_options, is_stopped=is_stopped)
            for entry in run.run(files_of(paths)):
                progress.show(entry)
                if report_file is not None:
                    report_file.add(entry)
        progress.finish()
        if progress.done < total:
            self.stderr.write(_("Stopped. What is listed above is stored; start again to go on."))
        if run_options.dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        if progress.counts[ImportStatus.REJECTED] or progress.done < total:
            sys.exit(SOME_REJECTED)

    def _run_options(self, options: dict[str, Any]) -> Options:
        try:
            zone = ZoneInfo(options["timezone"])
        except (KeyError, ValueError, OSError) as problem:
            raise self._usage(_("There is no time zone “%s”.") % options["timezone"]) from problem
        encoding = options["encoding"]
        if encoding is not None:
            encoding = self._encoding(encoding)
        names = ("paths", "publish", "timezone", "encoding", "desk", "user")
        return Options(
            user=self._user(options["user"], is_dry=options["dry_run"]),
            desk=self._desk(options["desk"]),
            publish=options["publish"],
            dry_run=options["dry_run"],
            zone=zone,
            encoding=encoding,
            given={name: options[name] for name in names},
            # The report says of each file what was read from it.
            rereads=options["reread"] or options["report"] is not None,
        )

    def _encoding(self, name: str) -> str:
        try:
            b" ".decode(name)
        except UnicodeError:
            pass  # one byte is no whole character in every encoding
        except (LookupError, ValueError) as problem:
            raise self._usage(_("There is no encoding “%s”.") % name) from problem
        return codecs.lookup(name).name

    def _desk(self, slug: str | None) -> Desk:
        desks = Desk.objects.of_the_newsroom() if slug is None else Desk.objects.filter(slug=slug)
        desk = desks.order_by("pk").first()
        if desk is None and slug is None:
            raise self._usage(_("The newsroom has no desk yet; run setup_site first."))
        if desk is None:
            raise self._usage(_("There is no desk “%s”.") % slug)
        return desk

    def _user(self, name: str | None, *, is_dry: bool) -> User:
        if name is not None:
            user = User.objects.filter(username=name).first()
            if user is None:
                raise self._usage(_("There is no account “%s”.") % name)
            if not user.is_active:
                raise self._usage(_("The account “%s” is not active.") % name)
            return user
        system = User.objects.filter(username=SYSTEM_USERNAME).first()
        if system is not None:
            return system
        system = User(username=SYSTEM_USERNAME, first_name="Sistem", is_active=False)
        system.set_unusable_password()
        if not is_dry:
            system.save()
        return system

    def _report(self, path: str | None) -> ReportFile | None:
        if path is None:
            return None
        report = ReportFile(Path(path))
        if report.path.is_dir() or not report.path.parent.is_dir():
            raise self._usage(_("The report cannot be written to “%s”.") % path)
        return report

    def _usage(self, message: str) -> CommandError:
        return CommandError(message, returncode=WRONG_USAGE)


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """Keep the log lines of each page and task out of the way of the progress; warnings stay."""
    loggers = [logging.getLogger(name) for name in ("wagtail", "django_tasks")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _stop_on_interrupt() -> Iterator[Any]:
    """Let the first Ctrl+C end the run between two files; the second ends it at once and undoes the current batch."""
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread: whoever runs us there decides about signals
        yield lambda: False
        return
    try:
        yield lambda: stopped
    finally:
        signal.signal(signal.SIGINT, before)
