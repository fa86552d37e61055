"""Wiring only; the rules live in :mod:`newsroom.agencies`."""

from __future__ import annotations

from wagtail import hooks

from newsroom.agencies.deletion import refuse_deletion_of_used

hooks.register("before_delete_snippet", refuse_deletion_of_used)
