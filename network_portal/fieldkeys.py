"""Encrypts what nobody may read in the database or a copy of it, with keys of its own. Open to all apps."""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """The text, encrypted with the newest key."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """What ``encrypt`` was given, by any of the keys. Raises ``InvalidToken`` where none fits."""
    return _box(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()


def is_newest(token: str) -> bool:
    """Whether the newest key alone can read it."""
    try:
        _box(tuple(settings.FIELD_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def renew(token: str) -> str:
    """The same text, encrypted with the newest key."""
    return _box(tuple(settings.FIELD_KEYS)).rotate(token.encode()).decode()


class EncryptedSerializer:
    """What a session holds, such as text that somebody could not save in time or the secret of an app being set up."""

    def dumps(self, values) -> bytes:
        return encrypt(json.dumps(values, separators=(",", ":"))).encode()

    def loads(self, data: bytes):
        return json.loads(decrypt(data.decode()))


def hidden_key(key: str, prefix: str, version: int) -> str:
    """A key of the cache that tells nothing: allauth's hold internet addresses and one-time codes."""
    return salted_hmac("network_portal.cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
