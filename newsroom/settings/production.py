"""Settings for a server. They refuse to start with a default secret, DEBUG, `*` as a host or a site without HTTPS."""

from __future__ import annotations

from newsroom.settings import env
from newsroom.settings.base import *  # noqa: F403
from newsroom.settings.base import INSTALLED_APPS, cache_settings, database_settings

KEY_EXPECTED = "a random text of at least 50 characters that is used nowhere else"
SHORTEST_SECRET = 50
FEWEST_DISTINCT_CHARACTERS = 5

DEBUG = env.boolean("DEBUG", False)
if DEBUG:
    raise env.SettingError("DEBUG", "found true", "false or no value in production")

SECRET_KEY = env.text("SECRET_KEY", expected=KEY_EXPECTED)
if (
    len(SECRET_KEY) < SHORTEST_SECRET
    or len(set(SECRET_KEY)) < FEWEST_DISTINCT_CHARACTERS
    or SECRET_KEY.startswith(("insecure", "django-insecure", "change-me"))
):
    raise env.SettingError("SECRET_KEY", "found a default or short value", KEY_EXPECTED)

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", expected="host names separated by commas")
if any("*" in host for host in ALLOWED_HOSTS):
    raise env.SettingError("ALLOWED_HOSTS", "found *", "the host names this site answers to")

WAGTAILADMIN_BASE_URL = env.web_address("SITE_URL", secure=True)
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

DATABASES = {"default": database_settings()}
# Sign-in limits are counted in the cache, so all processes must share one.
if env.redis_address("REDIS_URL") is None:
    raise env.SettingError("REDIS_URL", "not set", "redis://host:6379/0")
CACHES = cache_settings()
if env.words("VARNISH_URLS", []):
    # Without it anybody who reaches Varnish could empty it.
    env.text("VARNISH_SECRET", expected="a random text that Varnish has in its environment too")

INSTALLED_APPS = ["newsroom.settings", *INSTALLED_APPS]
NEWSROOM_PRODUCTION = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

vars().update(env.mail_server("EMAIL_URL", "smtp://localhost:25"))

# How many proxies of our own stand in front: that many entries of X-Forwarded-For are believed.
# With none, X-Forwarded-Proto is not believed either.
TRUSTED_PROXY = env.integer("TRUSTED_PROXY", 1, maximum=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", True)
# Health checks come from inside, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 2 * 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
