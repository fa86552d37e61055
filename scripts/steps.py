"""Run several management commands in one process, one argument each: `steps.py "migrate --noinput" setup_site`."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.core.management import call_command

# A file with a guard, not a text for the interpreter: the processes that draw the demo pictures import it again.
if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    django.setup()
    for command in sys.argv[1:]:
        print("==", command, flush=True)
        call_command(*command.split())
