"""All settings. What differs between installations comes from the environment; what is left out is safe or stops."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from network_portal import env
from network_portal.headers import add_static_headers

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env_file(BASE_DIR / ".env")

# --- who and where
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = env.boolean("DEBUG", default=False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "network_portal.urls"
WSGI_APPLICATION = "network_portal.wsgi.application"

INSTALLED_APPS = [
    "network_portal",
    "referrals",
    "offers",
    "partners",
    "network_portal.adminconfig.PortalAdminConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    # First, so that a page from the cache costs next to nothing; it stores answers complete with all headers.
    "network_portal.pagecache.PageCacheMiddleware",
    "network_portal.middleware.PrivacyHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "network_portal.middleware.PackingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "network_portal.readonly.ReadOnlyMiddleware",
    "network_portal.bodies.BodyLimitMiddleware",
    "network_portal.middleware.BadInputMiddleware",  # within all that adds headers, for it answers by itself
    "network_portal.bodies.TurnMiddleware",  # after the last byte is read, before the first word is written
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network_portal.accounts.sign_ins.SignInMiddleware",
    "network_portal.sessions.LoginLimitsMiddleware",  # before the door that it may close
    "network_portal.middleware.ClosedByDefaultMiddleware",
    "network_portal.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

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
                "network_portal.context_processors.network",
            ],
        },
    },
]
# Plain text mails escape nothing: “Müller & Söhne” stays what it is.
TEMPLATES.append(
    {
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False},
    }
)
TEMPLATES[0]["NAME"] = "html"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = False

# --- data
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}")}
# Counts attempts for all processes together. Public pages do not use it; its keys are no longer readable.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "network_portal_cacheentry",
        "KEY_FUNCTION": "network_portal.fieldkeys.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Brochures of today's content, which take seconds to print: at most so many files, for all processes together.
    "paper": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.text("PAPER_ROOT", str(BASE_DIR / "var" / "paper")),
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
MEDIA_URL = "medien/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; nobody types more, and files are counted apart
BODIES_AT_ONCE = 48  # of a worker's 64 threads (Makefile); slow forms cannot take the rest
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the admin's inlines need some hundreds

# --- mails: stored in the database, handed over by `manage.py tick`
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")  # how mails name this site
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_USER", ""), env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@example.org")
# Without a mail server, as in the demo, each mail becomes a file that one can read.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mails"

# --- language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["network_portal.formats"]

# Where “Leave this page” leads: a harmless site that nobody wonders about.
EXIT_URL = env.text("EXIT_URL", "https://www.wetter.de/")

# --- files of the site itself
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ADD_HEADERS_FUNCTION = add_static_headers
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "network_portal.storage.PortalStaticFilesStorage"
    },
}

# --- accounts (docs/decisions/0006): by invitation, with password or passkey, a second factor for everybody
FIELD_KEYS = env.keys("FIELD_KEYS")  # encrypt what must not be readable in the database; the newest comes first
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "network_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # the adapter lets nobody sign up
ACCOUNT_FORMS = {
    "add_email": "network_portal.accounts.forms.AddressForm",
    "change_password": "network_portal.accounts.forms.ChangePasswordForm",
    "confirm_email_verification_code": "network_portal.accounts.forms.ConfirmAddressForm",
    "confirm_password_reset_code": "network_portal.accounts.forms.ResetCodeForm",
    "login": "network_portal.accounts.forms.LoginForm",
    "reauthenticate": "network_portal.accounts.forms.PasswordAgainForm",
    "reset_password": "network_portal.accounts.forms.ResetForm",
    "reset_password_from_key": "network_portal.accounts.forms.NewPasswordForm",
    "set_password": "network_portal.accounts.forms.SetPasswordForm",
}
ACCOUNT_CHANGE_EMAIL = True  # one address, replaced once the new one is confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Seconds; the timer that sends mails may need some minutes of them. Codes are typed, so no address holds a secret.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# Per address (ip) and per account (key): a login, a reset and an invitation cannot be tried at will; nor can forms that
# need no login write mails without end.
ACCOUNT_RATE_LIMITS = {
    "confirm_link": "5/m/ip,20/h/ip,3/h/key",
    "invitation": "10/m/ip,60/h/ip,3/h/key",
    "join": "10/h/ip",
    "error_report": "10/m/ip,30/h/ip",
    "inquiry": "20/h/ip,60/d/ip",
    "parent_code": "20/10m/ip",  # codes that open nothing
    "parent_writes": "30/h/ip",
    "referral_link": "5/m/ip,20/h/ip,3/h/key",
    "login_failed": "10/m/ip,100/h/ip,5/10m/key",
    "reset_password": "10/m/ip,60/h/ip,5/h/key",
}
MFA_ADAPTER = "network_portal.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the code before and after too: clocks differ, and typing takes time
MFA_FORMS = {
    "activate_totp": "network_portal.accounts.forms.ActivateAppForm",
    "add_webauthn": "network_portal.accounts.forms.AddPasskeyForm",
    "authenticate": "network_portal.accounts.forms.CodeForm",
    "edit_webauthn": "network_portal.accounts.forms.RenamePasskeyForm",
    "reauthenticate": "network_portal.accounts.forms.CodeAgainForm",
}
# How many proxies of our own stand in front; without one X-Forwarded-For counts for nothing.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1 if env.boolean("BEHIND_PROXY", default=False) else 0)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie holds what was said
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # accounts of before; renewed at the next login
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "network_portal.accounts.passwords.SiteWordsValidator"},
]

# --- safety of the transport and the browser
# True behind TLS (the demo on 127.0.0.1 has none). Everything that needs https follows from this one decision.
HTTPS = env.boolean("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
# Only a proxy that sets this header itself may stand in front; docs/operating.md says how.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.boolean("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # a visitor who reports an error keeps it no longer than the browser is open
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds, also for somebody who never pauses
SESSION_IDLE_SECONDS = env.number("SESSION_IDLE_SECONDS", 30 * 60)  # what was typed is kept (kept_text.py)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SERIALIZER = "network_portal.fieldkeys.EncryptedSerializer"
CSRF_FAILURE_VIEW = "network_portal.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- what the machine writes down: no addresses of visitors, no contents of forms
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "network_portal.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}

# --- for reading only (network_portal/readonly.py): nothing is taken in, erasing goes on
READ_ONLY = env.boolean("READ_ONLY", default=False)

# --- the page cache (network_portal/pagecache.py); bytes per worker process
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_BYTES", 32_000_000)

# --- searches without an answer (offers/search/unmet.py): seconds until a worker stores its counts; 0 for never
STORE_SEARCHES_AFTER = 0 if READ_ONLY else env.number("STORE_SEARCHES_AFTER", 300)
