"""Typed readers for environment variables, which fail loudly.

A setting that cannot be read stops the process with one line that says which variable is wrong, what was found and
what is expected.
An empty variable counts as missing, because that is how compose files and service units spell "not set".
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from newsroom.core import colours

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
DATABASE_SCHEMES = frozenset({"sqlite", "postgres", "postgresql"})


class SettingError(ImproperlyConfigured):
    """An environment variable is missing or malformed."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(f"{name}: {found}; expected {expected}.")
        self.name = name


def _raw(name: str) -> str | None:
    value = os.environ.get(name, "").strip()
    return value or None


def text(name: str, default: str | None = None, *, expected: str = "a text") -> str:
    """Return a text; without a default the variable is required."""
    value = _raw(name)
    if value is not None:
        return value
    if default is None:
        raise SettingError(name, "not set", expected)
    return default


def optional_text(name: str) -> str | None:
    """Return a text, or None when the variable is not set."""
    return _raw(name)


def boolean(name: str, default: bool) -> bool:
    """Return a yes-or-no setting."""
    value = _raw(name)
    if value is None:
        return default
    word = value.casefold()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise SettingError(name, f"found {value!r}", "true or false")


def integer(name: str, default: int, *, minimum: int = 0, maximum: int | None = None) -> int:
    """Return a whole number between two bounds (inclusive)."""
    value = _raw(name)
    if value is None:
        return default
    bounds = f"a whole number of at least {minimum}" + (f" and at most {maximum}" if maximum is not None else "")
    try:
        number = int(value)
    except ValueError:
        raise SettingError(name, f"found {value!r}", bounds) from None
    if number < minimum or (maximum is not None and number > maximum):
        raise SettingError(name, f"found {number}", bounds)
    return number


def words(name: str, default: list[str] | None = None, *, expected: str = "a list separated by commas") -> list[str]:
    """Return a list written with commas; without a default the variable is required."""
    value = _raw(name)
    if value is None:
        if default is None:
            raise SettingError(name, "not set", expected)
        return default
    found = [word.strip() for word in value.split(",") if word.strip()]
    if not found:
        raise SettingError(name, f"found {value!r}", expected)
    return found


def path(name: str, default: Path) -> Path:
    """Return an absolute path; a relative one is refused because it would depend on the working folder."""
    value = _raw(name)
    if value is None:
        return default
    found = Path(value).expanduser()
    if not found.is_absolute():
        raise SettingError(name, f"found {value!r}", "an absolute path")
    return found


def web_address(name: str, default: str | None = None, *, secure: bool = False) -> str:
    """Return a base address (scheme and host, no path) without its closing slash."""
    expected = "an address such as https://newsroom.example" if secure else "an address such as http://127.0.0.1:8000"
    value = text(name, default, expected=expected).rstrip("/")
    parts = urlsplit(value)
    schemes = {"https"} if secure else {"http", "https"}
    if parts.scheme not in schemes or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise SettingError(name, f"found {value!r}", expected)
    return value


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """Return one entry of DATABASES from an address such as postgres://user:password@host:5432/name."""
    expected = "sqlite:////absolute/file.sqlite3 or postgres://user:password@host:5432/name"
    value = text(name, default, expected=expected)
    scheme = value.partition("://")[0]
    # The value may hold a password, so the message names its scheme only.
    if scheme not in DATABASE_SCHEMES:
        raise SettingError(name, f"found an address of kind {scheme!r}", expected)
    try:
        return environ.Env.db_url_config(value)
    except (ValueError, ImproperlyConfigured):
        raise SettingError(name, f"found a malformed {scheme} address", expected) from None


def redis_address(name: str, default: str | None = None) -> str | None:
    """Return the address of a Redis server, or the default when the variable is not set."""
    value = _raw(name)
    if value is None:
        return default
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise SettingError(name, "found an address of another kind", "redis://host:6379/0")
    return value


def mail_server(name: str, default: str | None = None) -> dict[str, Any]:
    """Return Django's EMAIL_* settings from an address such as smtp+tls://user:password@host:587."""
    expected = "consolemail:// or smtp+tls://user:password@host:587"
    value = text(name, default, expected=expected)
    scheme = value.partition("://")[0]
    if scheme not in environ.Env.EMAIL_SCHEMES:
        raise SettingError(name, f"found an address of kind {scheme!r}", expected)
    found = environ.Env.email_url_config(value)
    return {key: setting for key, setting in found.items() if key.startswith("EMAIL_")}


def accent(name: str, theme: str) -> str | None:
    """Return a colour in which readers can read links on every ground of ``theme``, or None when it is not set."""
    value = _raw(name)
    if value is None:
        return None
    colour = value.lower()
    if not colours.COLOUR.fullmatch(colour):
        raise SettingError(name, f"found {value!r}", "a colour such as #0c5439")
    ground, measured = colours.weakest_ground(colour, theme)
    if measured < colours.LEAST_FOR_TEXT:
        wanted = "darker" if theme == "light" else "lighter"
        raise SettingError(
            name,
            f"found {colour}, whose contrast on {ground} is {measured:.1f}",
            f"a {wanted} colour with a contrast of at least {colours.LEAST_FOR_TEXT:.0f} on every ground of the site",
        )
    return colour


def accents(light: str | None, dark: str | None) -> tuple[str, str] | None:
    """Return the site's own accents by day and by night; None where neither is set; one alone is refused."""
    if light is None and dark is None:
        return None
    if light is None or dark is None:
        missing = "ACCENT_COLOUR" if light is None else "ACCENT_COLOUR_DARK"
        raise SettingError(missing, "not set", "a colour, because the other accent is set")
    return light, dark
