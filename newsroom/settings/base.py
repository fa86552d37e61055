"""What every environment shares. Nothing here is secret and nothing here opens the site to the world."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsroom.settings import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Applications: upper layers first, so that their templates and commands win over those of lower layers and of Wagtail.
PROJECT_APPS = [
    "home",
    "newsroom.reports",
    "newsroom.legacy",
    "newsroom.edge",
    "newsroom.syndication",
    "newsroom.authenticity",
    "newsroom.metrics",
    "newsroom.listings",
    "newsroom.pages",
    "newsroom.articles",
    "newsroom.people",
    "newsroom.editorial",
    "newsroom.tags",
    "newsroom.agencies",
    "newsroom.images",
    "newsroom.users",
    "newsroom.core",
]
FRAMEWORK_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    # Stands in for wagtail.users.
    "newsroom.users.apps.StaffAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
INSTALLED_APPS = PROJECT_APPS + FRAMEWORK_APPS

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.core.languages.ReaderLanguageMiddleware",
    "newsroom.core.middleware.SecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before sessions and accounts: a page that is kept costs none of them.
    "newsroom.edge.middleware.EdgeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Outside of whatever refuses.
    "newsroom.editorial.audit_refusals.RefusalMiddleware",
    "newsroom.users.middleware.IdleSessionMiddleware",
    "newsroom.users.middleware.SecondFactorMiddleware",
    "newsroom.images.middleware.ProtectedDeletionMiddleware",
    "newsroom.editorial.conflicts.ConflictMiddleware",
    "newsroom.editorial.middleware.PageVisibilityMiddleware",
    "newsroom.editorial.middleware.MovesTakeTurnsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.core.context.site_context",
            ],
        },
    },
]

# Databases
SQLITE_OPTIONS = {
    # Writers take the lock when they begin: a later upgrade from reader to writer would fail at once, not wait.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_settings(default: str | None = None) -> dict[str, Any]:
    """Return the entry for DATABASES from DATABASE_URL, with what each kind of server needs to be dependable."""
    settings = env.database("DATABASE_URL", default)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {**SQLITE_OPTIONS, **settings.get("OPTIONS", {})}
    else:
        settings["CONN_MAX_AGE"] = env.integer("DATABASE_CONN_MAX_AGE", 60)
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": database_settings(f"sqlite:///{BASE_DIR / 'newsroom.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Cache
def cache_settings() -> dict[str, Any]:
    """Return CACHES: Redis when REDIS_URL is set, the memory of the process otherwise."""
    address = env.redis_address("REDIS_URL")
    if address is None:
        memory = "django.core.cache.backends.locmem.LocMemCache"
        return {
            "default": {"BACKEND": memory, "LOCATION": "newsroom"},
            # Apart from the rest, so that pages never push out the limits of sign-in.
            "pages": {"BACKEND": memory, "LOCATION": "newsroom-pages", "OPTIONS": {"MAX_ENTRIES": 10_000}},
        }
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    return {
        "default": {**redis, "KEY_PREFIX": "newsroom"},
        # A page is made anew rather than waited for.
        "pages": {
            **redis,
            "KEY_PREFIX": "newsroom-pages",
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        },
    }


CACHES = cache_settings()
# Whole public pages are kept in the cache `pages` (newsroom.edge); tags and times go into headers for caches in front.
NEWSROOM_PAGE_CACHE = env.boolean("PAGE_CACHE", True)
NEWSROOM_EDGE_HEADERS = env.boolean("EDGE_HEADERS", False)
# Base addresses of the Varnish servers that are told of changes, and the word by which they know us.
NEWSROOM_VARNISH = env.words("VARNISH_URLS", [])
NEWSROOM_VARNISH_SECRET = env.text("VARNISH_SECRET", "")

# Accounts and sessions
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
# Limits of a signed-in session in seconds: without activity, and in all.
NEWSROOM_IDLE_SECONDS = 30 * 60
NEWSROOM_IDLE_WARNING_SECONDS = 2 * 60
NEWSROOM_SESSION_SECONDS = SESSION_COOKIE_AGE
NEWSROOM_REQUIRE_SECOND_FACTOR = env.boolean("REQUIRE_SECOND_FACTOR", False)
# Names of the groups that `sync_roles` makes (newsroom.editorial.roles): giving these roles needs a second person.
NEWSROOM_EDITOR_GROUPS = ["Redaktur", "Pemimpin Redaksi"]
NEWSROOM_MANAGING_EDITOR_GROUP = "Pemimpin Redaksi"

ACCOUNT_ADAPTER = "newsroom.users.adapters.StaffAccountAdapter"
ACCOUNT_FORMS = {
    "login": "newsroom.users.forms.StaffLoginForm",
    "reset_password": "newsroom.users.forms.StaffResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Failures by account and network address, by account from anywhere, and by address alone (an office shares one).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,5/5m/key",
    "login_failed_account": "50/h/key",
    "reset_password": "20/h/ip,3/h/key",
}
# A reset link, in seconds; who asks for an unknown address gets the same page and no mail.
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Jatim Newsroom] "
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Jatim Newsroom"

# Language and time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
# Wagtail's machinery for translations, without its address scheme and its screens: docs/decisions/0009.
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale", BASE_DIR / "newsroom" / "locale" / "wagtail"]

# Static files and media
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "newsroom" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# In bytes: an upload above the first goes to disk, a form body above the second is refused.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# A release with a gallery and a table has more fields than Django's default allows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Mail
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Jatim Newsroom <newsroom@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security that holds everywhere; production adds what needs HTTPS
# Wagtail lifts this for its own previews; a browser that knows frame-ancestors follows that.
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Only these hosts may be framed, and only for a video the reader asked to see.
NEWSROOM_VIDEO_HOSTS = ["https://www.youtube-nocookie.com"]

# The site's own accent by day and by night; None: the green of tokens.css
NEWSROOM_ACCENTS = env.accents(env.accent("ACCENT_COLOUR", "light"), env.accent("ACCENT_COLOUR_DARK", "dark"))

# Background work: Wagtail's own tasks (index, references) leave the request
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Wagtail
WAGTAIL_SITE_NAME = "Jatim Newsroom"
# Series of the release numbers that no agency signs for: 012/JNR/2026.
NEWSROOM_NUMBER_SERIES = "JNR"
WAGTAILADMIN_BASE_URL = env.web_address("SITE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/akun/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "newsroom.editorial.workflow.publish_approved"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAILIMAGES_IMAGE_MODEL = "images.NewsImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "newsroom.images.forms.NewsImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "images.NewsDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Left alone, PostgreSQL indexes in the language of its locale; with English the words "not" and "an" are never found.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
TAGGIT_CASE_INSENSITIVE = True

# The worker compares so many pages an hour with the ledger; 0 switches it off
NEWSROOM_VERIFY_PAGES_PER_HOUR = env.integer("VERIFY_PAGES_PER_HOUR", 240, maximum=3600)

# Logging: to the error stream, where a service manager or a container collects it
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO").upper()},
}

# True only under the production settings: the start of a web process then refuses demo accounts.
NEWSROOM_PRODUCTION = False
# True where the demo newsroom may be loaded; public pages then carry a ribbon.
NEWSROOM_DEMO = False
