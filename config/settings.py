"""The one settings file. The environment is read here and nowhere else; `.env.example` names every variable.

Modes (`DJANGO_ENV`, else `FLASK_ENV`): development (runserver, DEBUG), home (`script/run`, a home network),
production (behind TLS, with PostgreSQL and Redis), testing (the test suite).
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from accounts import theme
from config import secret
from config.version import VERSION

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
MODES = ("development", "home", "production", "testing")
environ.Env.read_env(BASE_DIR / ".env")
MODE = env.str("DJANGO_ENV", "") or env.str("FLASK_ENV", "") or "development"
if MODE not in MODES:
    raise ImproperlyConfigured(f"DJANGO_ENV is {MODE!r}; it must be one of {', '.join(MODES)}.")
DEBUG = MODE == "development"
TESTING = MODE == "testing"
SECURE = MODE == "production"

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
PORT = env.int("PORT", 8010)
TEST_PORT = env.int("TEST_PORT", 8000)
# A second port with TLS, by a certificate of the server's own authority; 0: none. For home networks (config.tls).
TLS_PORT = env.int("TLS_PORT", 0)


def _secret_keys() -> list[str]:
    """The key of the environment, else one kept in DATA_DIR that the first start writes (never in production); then those
    that `manage.py rotate_secret` replaced, with which sessions, tokens and links were signed.
    """
    key = env.str("SECRET_KEY", "")
    if key:
        return [key, *env.list("SECRET_KEY_FALLBACKS", default=[])]
    if SECURE:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Put one into .env; this makes one: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    keys = secret.kept(DATA_DIR / "secret_key")
    if not keys:
        raise ImproperlyConfigured(f"{DATA_DIR / 'secret_key'} is empty. Delete it; then everybody signs in again.")
    return keys


SECRET_KEY, *SECRET_KEY_FALLBACKS = _secret_keys()

# Hosts, origins, proxies --------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if SECURE else ["*"])
if SECURE and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set: name the hosts players type, e.g. ALLOWED_HOSTS=table.example"
    )
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CORS_ALLOWED_ORIGINS = env.list(
    "CORS_ALLOWED_ORIGINS",
    default=[
        "http://localhost:5173",
        "http://localhost:3000",
        "https://thedreamerscave.club",
        "https://www.thedreamerscave.club",
    ],
)
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", "")

# Applications -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "daphne",
    "config.apps.ConfigApp",
    "config.jobs",
    "accounts",
    "rooms",
    "maps",
    "audio",
    "universes",
    "scenes",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "config.middleware.RequestContext",
    "django.middleware.security.SecurityMiddleware",
    "config.static.StaticFiles",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.sessions.Authentication",
    "accounts.locale.Locale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
            ],
        },
    },
]

# Database: SQLite unless DATABASE_URL says otherwise -----------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'dreamtable.sqlite3'}")}
DATABASE_POOL_SIZE = env.int("DATABASE_POOL_SIZE", 10)
SQLITE_SYNCHRONOUS = env.str("SQLITE_SYNCHRONOUS", "NORMAL")
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: with Django's DEFERRED, concurrent writers fail with "locked" at once instead of waiting their turn.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA synchronous={SQLITE_SYNCHRONOUS}; PRAGMA cache_size=-16000;",
    }
elif _database["ENGINE"].endswith("postgresql"):
    # A pool, not CONN_MAX_AGE: under ASGI persistent connections belong to threads that nobody counts.
    _database["CONN_MAX_AGE"] = 0
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": DATABASE_POOL_SIZE, "timeout": 10},
    }
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://")

# Live play -------------------------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", "")
if SECURE and not REDIS_URL:
    raise ImproperlyConfigured("REDIS_URL is not set: production needs Redis, e.g. REDIS_URL=redis://localhost:6379/0")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "dreamtable"},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}},
}
# What can be made again, and tries that are counted: in Redis for all processes, else in this one's memory.
CACHES = {
    "default": {"BACKEND": "config.shared_cache.SharedCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "dreamtable"}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
LIVE_DATABASE_THREADS = env.int("LIVE_DATABASE_THREADS", 6)

# People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.NameOrEmail"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_COOKIE_AGE = env.int("SESSION_DAYS", 30) * 86_400
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
REGISTRATION = env.str("REGISTRATION", "open")
JWT_ACCESS_LIFETIME = timedelta(minutes=env.int("JWT_ACCESS_MINUTES", 10))
JWT_REFRESH_LIFETIME = timedelta(days=env.int("JWT_REFRESH_DAYS", 7))
_jwt_keys = [env.str("JWT_SIGNING_KEY", "")]
if not _jwt_keys[0]:
    _jwt_keys = [f"jwt:{key}" for key in (SECRET_KEY, *SECRET_KEY_FALLBACKS)]
JWT_FALLBACKS = _jwt_keys[1:]
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": JWT_ACCESS_LIFETIME,
    "REFRESH_TOKEN_LIFETIME": JWT_REFRESH_LIFETIME,
    "SIGNING_KEY": _jwt_keys[0],
    "UPDATE_LAST_LOGIN": False,
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when, from where: not kept
AXES_LOCKOUT_CALLABLE = "accounts.throttles.locked_out_answer"
AXES_IPWARE_PROXY_COUNT = len(TRUSTED_PROXIES) or None
WS_TICKET_SECONDS = 30
# Staff without a second factor are led to set one up before /admin/ opens; everybody else may have one.
REQUIRE_STAFF_2FA = env.bool("REQUIRE_STAFF_2FA", SECURE)
OTP_TOTP_ISSUER = "Dreamtable"

# Mail -------------------------------------------------------------------------------------------------------------
EMAIL_URL = env.str("EMAIL_URL", "")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
elif TESTING:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "dreamtable@localhost")

# Files ------------------------------------------------------------------------------------------------------------
MEDIA_ROOT = DATA_DIR / "media"
S3_BUCKET = env.str("S3_BUCKET", "")
if S3_BUCKET:
    _media = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "access_key": env.str("S3_ACCESS_KEY", "") or None,
            "secret_key": env.str("S3_SECRET_KEY", "") or None,
            "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
            "region_name": env.str("S3_REGION", "") or None,
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": 60,
            "file_overwrite": True,
        },
    }
else:
    _media = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}}
STORAGES = {
    "default": _media,
    "staticfiles": {
        "BACKEND": "config.static.HashedStaticFiles"
        if SECURE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
SERVESTATIC_USE_FINDERS = not SECURE
# Outside production files are looked up as they are now: an upgrade under a running server never serves half a module.
SERVESTATIC_AUTOREFRESH = not SECURE
SERVESTATIC_MAX_AGE = 0 if not SECURE else 3600
MEGABYTE = 1024 * 1024
STORAGE_QUOTA = env.int("STORAGE_QUOTA_MB", 5_000) * MEGABYTE
ROOM_QUOTA = env.int("ROOM_QUOTA_MB", 1_000) * MEGABYTE
BODY_LIMIT = 2 * MEGABYTE
UPLOAD_LIMITS = {
    "/api/v1/maps": 500 * MEGABYTE,
    "/api/v1/maps/*": BODY_LIMIT,
    "/api/v1/maps/uploads/*": 8 * MEGABYTE,
    "/api/v1/tracks": 200 * MEGABYTE,
    "/api/v1/tracks/*": BODY_LIMIT,
    "/api/v1/tracks/uploads/*": 8 * MEGABYTE,
    "/api/v1/me/avatar": 5 * MEGABYTE,
    "/api/v1/rooms/import": 500 * MEGABYTE,
    "/api/v1/rooms/*/files": 25 * MEGABYTE,
    "/api/v1/rooms/*/imports": 500 * MEGABYTE,
    "/api/v1/rooms/*/imports/*": BODY_LIMIT,
    "/api/v1/rooms/*/handouts": 25 * MEGABYTE,
    "/api/v1/rooms/*/handouts/*": BODY_LIMIT,
    "/api/v1/rooms/*/characters/*/portrait": 25 * MEGABYTE,
    "/api/v1/scenes/*/tokens/*/picture": 25 * MEGABYTE,
    "/api/v1/universes/import/archive": 500 * MEGABYTE,
    "/api/v1/universes/*/picture": 25 * MEGABYTE,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "tmp"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# Where nginx sends the files itself (X-Accel-Redirect), it reads them as a member of the server's group.
ACCEL_PREFIX = env.str("ACCEL_PREFIX", "")
if ACCEL_PREFIX and not (ACCEL_PREFIX.startswith("/") and ACCEL_PREFIX.endswith("/")):
    raise ImproperlyConfigured("ACCEL_PREFIX is an address that begins and ends with a slash, such as /_files/")
FILE_UPLOAD_PERMISSIONS = 0o640 if ACCEL_PREFIX else 0o600

# Slow work --------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
JOB_SLOTS = env.int("JOB_SLOTS", 2)
EMBEDDED_WORKER = env.bool("EMBEDDED_WORKER", True)

# The API ----------------------------------------------------------------------------------------------------------
THROTTLE_RATES: dict[str, str | None] = {
    "login": "20/min",
    "code": "20/min",
    "register": "20/hour",
    "reset": "10/hour",
    "upload": "120/min",
    "invite": "60/min",
    "invitation": "30/hour",
    "report": "20/hour",
    # What is said and done at tables by REST: as much as a socket takes for long.
    "chat": "60/min",
    "command": "1200/min",
    "table": "120/min",
    "render": "30/min",
    # Keys of a stream deck; a code has 128 bits.
    "remote": "240/min",
}
if TESTING:
    THROTTLE_RATES = dict.fromkeys(THROTTLE_RATES)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["config.api.renderers.Envelope"],
    "DEFAULT_PARSER_CLASSES": ["config.api.parsers.Json"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.Bearer",
        "accounts.authentication.Session",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "config.api.schema.Schema",
    "EXCEPTION_HANDLER": "config.api.errors.handle",
    "DEFAULT_THROTTLE_RATES": THROTTLE_RATES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": len(TRUSTED_PROXIES),
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dreamtable",
    "VERSION": VERSION,
    "DESCRIPTION": "Every answer is an envelope: {success, data, meta} or {success: false, error, errors}.",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# Headers ----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if SECURE:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", True)
    SECURE_REDIRECT_EXEMPT = [r"^api/v1/health"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

UNFOLD = theme.UNFOLD

# Backups ----------------------------------------------------------------------------------------------------------
BACKUP_DIR = Path(env.str("BACKUP_DIR", "") or DATA_DIR / "backups")
BACKUP_EVERY_HOURS = min(max(env.int("BACKUP_EVERY_HOURS", 0), 0), 168)
BACKUP_KEEP_DAILY = env.int("BACKUP_KEEP_DAILY", 7)
BACKUP_KEEP_WEEKLY = env.int("BACKUP_KEEP_WEEKLY", 4)
# What a backup remembers of the environment: nothing that lets somebody in, or that says where data lies.
KEPT_IN_BACKUPS = (
    "DJANGO_ENV", "FLASK_ENV", "PORT", "PUBLIC_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "CORS_ALLOWED_ORIGINS",
    "TRUSTED_PROXIES", "SECURE_SSL_REDIRECT", "HSTS_SECONDS", "HSTS_SUBDOMAINS", "DATABASE_POOL_SIZE",
    "SQLITE_SYNCHRONOUS", "LIVE_DATABASE_THREADS", "JOB_SLOTS", "EMBEDDED_WORKER", "REGISTRATION", "SESSION_DAYS",
    "REQUIRE_STAFF_2FA",
    "JWT_ACCESS_MINUTES", "JWT_REFRESH_DAYS", "DEFAULT_FROM_EMAIL", "STORAGE_QUOTA_MB", "ROOM_QUOTA_MB", "LANGUAGE_CODE",
    "TIME_ZONE", "LOG_LEVEL", "BACKUP_EVERY_HOURS", "BACKUP_KEEP_DAILY", "BACKUP_KEEP_WEEKLY",
)  # fmt: skip
CHOSEN = {name: os.environ[name] for name in KEPT_IN_BACKUPS if os.environ.get(name)}

# Words and time ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

# Logs: one JSON object a line outside development, never a secret (config.logs) --------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING_CONFIG = "config.logs.configure"
LOGGING: dict[str, object] = {"level": LOG_LEVEL, "json": not DEBUG and not TESTING}
