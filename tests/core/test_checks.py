from __future__ import annotations

from django.conf import settings
from django.test import override_settings

from newsroom.core import checks


def ids(found) -> list[str]:
    return [problem.id for problem in found]


class TestAnAdministratorRunsCheck:
    def test_the_projects_own_settings_pass(self):
        for check in (checks.check_time_zones, checks.check_site_context, checks.check_pages_do_not_vary):
            assert check(None) == []

    def test_a_second_time_zone_for_editors_is_refused(self):
        with override_settings(WAGTAIL_USER_TIME_ZONES=["Asia/Jakarta", "Asia/Jayapura"]):
            assert ids(checks.check_time_zones(None)) == ["core.E002"]
        with override_settings(WAGTAIL_USER_TIME_ZONES=None):
            assert ids(checks.check_time_zones(None)) == ["core.E002"]

    def test_times_without_zones_are_refused(self):
        with override_settings(USE_TZ=False):
            assert "core.E001" in ids(checks.check_time_zones(None))

    def test_templates_without_the_site_context_are_refused(self):
        with override_settings(TEMPLATES=[]):
            assert ids(checks.check_site_context(None)) == ["core.E003"]

    def test_pages_that_vary_by_the_visitors_browser_are_warned_of(self):
        with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, checks.LOCALE_MIDDLEWARE]):
            assert ids(checks.check_pages_do_not_vary(None)) == ["core.W001"]
