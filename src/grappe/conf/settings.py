"""Django settings, all from the environment; production is the default and is safe by default."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from grappe.conf.database import connection_settings
from grappe.conf.environment import read_environment
from grappe.conf.secret import audit_key, signing_key

ENVIRONMENT = read_environment()
PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = ENVIRONMENT.data_dir.resolve()
MODE = ENVIRONMENT.mode
LOCAL = MODE in {"demo", "test"}
SECURE = ENVIRONMENT.https and not LOCAL

SECRET_KEY = signing_key(ENVIRONMENT)
AUDIT_KEY = audit_key(ENVIRONMENT)
AUDIT_FORMER_KEYS = ENVIRONMENT.audit_former_keys
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts or (["localhost", "127.0.0.1", "[::1]", "testserver"] if LOCAL else [])
BASE_URL = ENVIRONMENT.base_url or "http://127.0.0.1:8000"
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url] if ENVIRONMENT.base_url else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_htmx",
    "leaflet",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    # Before allauth: its pages take our layout and elements.
    "grappe.web.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "grappe.apps.core",
    "grappe.apps.accounts",
    "grappe.apps.directory",
    "grappe.apps.calls",
    "grappe.apps.funding",
    "grappe.apps.projects",
    "grappe.apps.reviews",
    "grappe.apps.partnerships",
    "grappe.apps.imports",
    "grappe.apps.forum",
    "grappe.apps.observatory",
    "grappe.web.public",
    "grappe.web.member",
    "grappe.web.office",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "grappe.conf.urls"
WSGI_APPLICATION = "grappe.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "grappe.web.ui.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "grappe.web.ui.templatetags.ui",
                "grappe.web.ui.templatetags.marks",
                "grappe.web.ui.templatetags.naming",
                "grappe.web.ui.templatetags.forum",
            ],
        },
    }
]

FORM_RENDERER = "grappe.web.ui.forms.FormRenderer"
CSRF_FAILURE_VIEW = "grappe.web.ui.errors.form_expired"

DATABASES = {"default": connection_settings(ENVIRONMENT.database_url or "postgresql:///grappe")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # The default is shared by every worker process, since allauth counts guesses and marks spent codes in it:
    # what is counted against guessing must be counted once. What may be forgotten goes to "local".
    "default": {"BACKEND": "grappe.apps.core.shared_cache.SharedCache", "LOCATION": "core_cache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "grappe.apps.accounts.sign_in.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE == "test"
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
LOGIN_REDIRECT_URL = "member:home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Grappe] "
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "grappe.apps.accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "grappe.web.member.signup.SignupForm"
# The second limit holds for one address wherever the guesses come from.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Grappe"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["grappe.conf.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = MODE == "test"
UPLOAD_MAX_BYTES = ENVIRONMENT.upload_max_mb * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "grappe.conf.uploads.LimitedUpload",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
# A load balancer asks from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
X_FRAME_OPTIONS = "DENY"
TILE_URL = ENVIRONMENT.tile_url
TILE_ORIGIN = "/".join(TILE_URL.replace("{s}.", "").split("/")[:3]) if TILE_URL else ""
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *([TILE_ORIGIN] if TILE_ORIGIN else [])],
        "script-src": [SELF],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "django.core.mail.backends.filebased.EmailBackend",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[MODE]
EMAIL_FILE_PATH = DATA_DIR / "mail"
if ENVIRONMENT.email_url:
    from grappe.conf.mail import mail_settings

    globals().update(mail_settings(ENVIRONMENT.email_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.from_email

STALE_AFTER_DAYS = ENVIRONMENT.stale_after_days
REAL_DATA = ENVIRONMENT.real_data
# A class that follows apps/forum/payments/interface.py; bank transfer needs nobody.
FORUM_PAYMENT_PROVIDER = ENVIRONMENT.forum_payment_provider
FORUM_PAYMENT_KEY = ENVIRONMENT.forum_payment_key.get_secret_value()
FORUM_PAYMENT_NOTICE_SECRET = ENVIRONMENT.forum_payment_notice_secret.get_secret_value()
FORUM_PAYMENT_API = ENVIRONMENT.forum_payment_api
# A class that follows apps/calls/scanning.py; without one each attachment says that it was not scanned.
VIRUS_SCANNER = ENVIRONMENT.virus_scanner
AID_RULES = ENVIRONMENT.aid_rules
# What makes an encoder for affinities; empty: the encoder of the extra where it is installed, words alone elsewhere.
AFFINITY_ENCODER = ENVIRONMENT.affinity_encoder
PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_AUTOIMPORT_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Whoever tries names of hosts on the whole network would fill the log with tracebacks.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
