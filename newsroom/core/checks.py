"""System checks: settings that would quietly make the newsroom wrong are refused by ``manage.py check``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

SITE_CONTEXT = "newsroom.core.context.site_context"
LOCALE_MIDDLEWARE = "django.middleware.locale.LocaleMiddleware"


@register(Tags.compatibility)
def check_time_zones(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Editors share one time zone: with a zone of their own, 07.00 in Jayapura publishes two hours early."""
    problems: list[CheckMessage] = []
    if not settings.USE_TZ:
        problems.append(Error("USE_TZ must be True: times are stored in UTC.", id="core.E001"))
    zones = getattr(settings, "WAGTAIL_USER_TIME_ZONES", None)
    if zones is None or list(zones) != [settings.TIME_ZONE]:
        problems.append(
            Error(
                "WAGTAIL_USER_TIME_ZONES must hold TIME_ZONE and nothing else.",
                hint="An editor with another zone would schedule releases for another hour than the form shows.",
                id="core.E002",
            )
        )
    return problems


@register(Tags.templates)
def check_site_context(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every page needs the newsroom's name, today's date and the channels."""
    for engine in settings.TEMPLATES:
        if SITE_CONTEXT in engine.get("OPTIONS", {}).get("context_processors", []):
            return []
    return [Error(f"TEMPLATES must list the context processor {SITE_CONTEXT}.", id="core.E003")]


@register(Tags.caches)
def check_pages_do_not_vary(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The language of a public page comes from its address, not from the visitor's browser: caches hold one copy."""
    if LOCALE_MIDDLEWARE in settings.MIDDLEWARE:
        return [
            Warning(
                f"{LOCALE_MIDDLEWARE} makes every public page vary by language header and cookie.",
                id="core.W001",
            )
        ]
    return []
