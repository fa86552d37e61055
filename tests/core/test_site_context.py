from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from newsroom.core import context

NOW = datetime(2022, 11, 18, 5, 0, tzinfo=UTC)


def channel(name: str, starts_at=None, ends_at=None) -> SimpleNamespace:
    return SimpleNamespace(name=name, starts_at=starts_at, ends_at=ends_at)


@pytest.fixture
def asked(monkeypatch):
    """Channels of the test, and how often they were asked for."""
    hour = timedelta(hours=1)
    calls = []

    def provider():
        calls.append(1)
        return [
            channel("umum"),
            channel("porprov", NOW - hour, NOW + hour),
            channel("lalu", NOW - hour, NOW),
            channel("nanti", NOW + hour),
        ]

    monkeypatch.setattr(context, "_providers", [provider])
    return calls


class TestTheMenu:
    def test_only_channels_of_the_moment_stand_in_it(self, asked):
        assert [found.name for found in context.current_channels(NOW)] == ["umum", "porprov"]

    def test_a_channel_begins_and_ends_by_the_clock_although_they_are_cached(self, asked):
        context.current_channels(NOW)
        later = context.current_channels(NOW + timedelta(hours=1))
        assert [found.name for found in later] == ["umum", "nanti"]
        assert len(asked) == 1

    def test_a_saved_channel_is_seen_at_once(self, asked):
        context.current_channels(NOW)
        context.clear_channels(sender=None)
        context.current_channels(NOW)
        assert len(asked) == 2

    def test_a_page_that_shows_no_menu_does_not_ask(self, asked, settings):
        settings.NEWSROOM_DEMO = True
        values = context.site_context(RequestFactory().get("/"))
        assert (values["newsroom_name"], values["is_demo"]) == ("Jatim Newsroom", True)
        assert values["today"].tzname() == "WIB"
        assert asked == []
        assert "umum" in [found.name for found in values["channels"]]

    def test_a_newsroom_without_articles_has_an_empty_menu(self, monkeypatch):
        monkeypatch.setattr(context, "_providers", [])
        assert context.current_channels(NOW) == []
