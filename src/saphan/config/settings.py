"""Settings, all from the environment with safe defaults; docs/reference/settings.md names each."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from saphan.languages import switched_on
from saphan.store.place import OWNER, SERVING, Place

PLACE = Place.from_environment()
SOURCE = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0") == "1"


SAPHAN_HOME = PLACE.home
SAPHAN_KEYS = PLACE.keys
SAPHAN_BACKUPS = PLACE.backups
SAPHAN_NIGHTLY_BACKUP = flag("SAPHAN_NIGHTLY_BACKUP", default=True)
SAPHAN_BACKUP_HOUR = int(os.environ.get("SAPHAN_BACKUP_HOUR", "19")) % 24  # UTC; two at night in Bangkok
SAPHAN_DEMO = flag("SAPHAN_DEMO")
SAPHAN_EMPLOYER_SCORES = flag("SAPHAN_EMPLOYER_SCORES")  # the deployment's lawyer turns it on
SAPHAN_REVIEW_COMMENTS = flag("SAPHAN_REVIEW_COMMENTS")
SAPHAN_DATA_LICENCE = os.environ.get("SAPHAN_DATA_LICENCE", "CC-BY-4.0")  # of open data
SAPHAN_PRIVACY_BUDGET = os.environ.get("SAPHAN_PRIVACY_BUDGET", "")  # epsilon of a year; "": numbers are not paid
SAPHAN_ADDRESS = os.environ.get("SAPHAN_ADDRESS", "http://127.0.0.1:8000")
SAPHAN_LARGEST_FILE = 8 * 1024 * 1024  # bytes
SAPHAN_CHANNEL_SERVERS = dict(
    pair.split("=", 1) for pair in os.environ.get("SAPHAN_CHANNEL_SERVERS", "").split(",") if "=" in pair
)
SAPHAN_MODELS = os.environ.get("SAPHAN_MODELS", "")  # a folder with folders of translation models
SAPHAN_NEAR_HOSTS = frozenset(host for host in os.environ.get("SAPHAN_NEAR_HOSTS", "").split(",") if host)

SECRET_KEY = PLACE.signing_key() if PLACE.home.exists() else "not-yet-initialised"
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("SAPHAN_HOSTS", "127.0.0.1,localhost").split(",") if host]
ROOT_URLCONF = "saphan.config.urls"
WSGI_APPLICATION = "saphan.config.wsgi.application"

ROLE = os.environ.get("SAPHAN_ROLE", SERVING)
_DATABASE = PLACE.django_database(ROLE)
DATABASES = {
    "default": {
        **_DATABASE,
        "ENGINE": "saphan.store.postgres",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OWNS": ROLE == OWNER,
        "OPTIONS": {**_DATABASE["OPTIONS"], "server_side_binding": True, "prepare_threshold": 3, "connect_timeout": 5},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOMS = [
    *("saphan.store", "saphan.vault", "saphan.web", "saphan.network", "saphan.voice"),
    *(
        "saphan.casework",
        "saphan.verification",
        "saphan.remedy",
        "saphan.dialogue",
        "saphan.empowerment",
        "saphan.impact",
        "saphan.demo",
    ),
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "procrastinate.contrib.django",
    *ROOMS,
]

MIDDLEWARE = [
    "saphan.voice.straight.let_systems_straight_in",
    "saphan.web.middleware.answer_kindly",
    "saphan.web.middleware.pack_worker_pages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "saphan.web.middleware.speak_the_language",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saphan.network.middleware.know_who_calls",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if SAPHAN_DEMO:
    MIDDLEWARE.insert(2, "saphan.demo.middleware.follow_the_clock")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "context_processors": ["django.template.context_processors.request", "saphan.web.context.page"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "saphan.web.templatetags.house"],
        },
    }
]

# Languages: every catalogue is a file of a room (locale/<language>/LC_MESSAGES/django.po).
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LOCALE_PATHS = sorted(SOURCE.glob("*/locale"))  # before allauth's and Django's own words for the same sentence
# Which languages are switched on follows from the catalogues that are there (saphan.languages.switched_on).
LANGUAGES = [(one.code, one.own_name) for one in switched_on.for_workers(SOURCE)]  # of workers' and public pages
DESK_LANGUAGES = [(one.code, one.own_name) for one in switched_on.for_staff(SOURCE)]  # that desks and partners read

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "saphan.web.letters.LettersOfTheWheel",
]
STATIC_ROOT = PLACE.home / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "saphan.web.static_files.NamedByContent"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
FILE_UPLOAD_HANDLERS = ["saphan.web.uploads.InMemoryOnly"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024  # the largest webhook of a provider
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 4

AUTH_USER_MODEL = "network.Staff"
AUTHENTICATION_BACKENDS = ["saphan.network.sign_in.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/in/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "saphan.network.sign_in.ClosedAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
MFA_ADAPTER = "saphan.network.sign_in.SealedSecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Saphan"
MFA_TOTP_TOLERANCE = 1  # thirty seconds to either side: phones' clocks differ
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("SAPHAN_BEHIND_PROXY") else 0
# Default: sign-in only (wrong tries, codes used up). In the database, so that every process counts the same tries.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "network_sign_in_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Public pages, in the memory of each process; see saphan.impact.caching.
    "public": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "public",
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}

SESSION_ENGINE = "saphan.network.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_COOKIES = SAPHAN_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_FAILURE_VIEW = "saphan.web.failures.form_expired"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("SAPHAN_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" a browser sends "Origin: null" and no form passes
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("SAPHAN_SMTP_HOST")
    else ("django.core.mail.backends.dummy.EmailBackend")
)
EMAIL_HOST = os.environ.get("SAPHAN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SAPHAN_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SAPHAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAPHAN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("SAPHAN_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAPHAN_MAIL_FROM", "saphan@localhost")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# Logs name events and ids; request bodies, query strings and exception texts stay out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "saphan.web.logs.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"psycopg": {"level": "ERROR"}},  # a repeated send is refused inside a pipeline; psycopg warns of each
}
SILENCED_SYSTEM_CHECKS = ["fields.W904"]
