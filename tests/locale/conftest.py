"""Loads the office as a server does: in Indonesian, before anything else."""

from __future__ import annotations

import pytest
from django.core import checks
from django.urls import get_resolver
from django.utils import translation


def pytest_collection_finish(session: pytest.Session) -> None:
    """Build forms and addresses while a language is active.

    Wagtail fixes some texts when it first builds a form. On a server that happens in the
    site's language; here it would happen during `migrate`, which switches languages off.
    """
    with translation.override("id"):
        assert get_resolver().url_patterns
        checks.run_checks()
