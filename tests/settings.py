"""The settings of the tests: the real ones, without https, a build step or a slow password hash."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "x" * 50)
os.environ["FIELD_KEYS"] = "Zm9yLXRlc3RzLW9ubHktZm9yLXRlc3RzLW9ubHktISE="  # 32 bytes that say what they are for
os.environ["HTTPS"] = "false"
os.environ["DEBUG"] = "false"

from network_portal.settings import *  # noqa: F403 (tests change a few of all the settings)

if DATABASES["default"]["ENGINE"] == "network_portal.sqlite":  # noqa: F405 (from the settings)
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 (as Django's own SQLite has it without a word)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = ["tests.readonly.ReadOnlyGetMiddleware", *MIDDLEWARE]  # noqa: F405 (from the line above)
CACHES = CACHES | {"paper": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORE_SEARCHES_AFTER = 0  # no thread writes into the database of another test
