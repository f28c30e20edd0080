"""Codes that parents keep on paper, and numbers that offices speak of.

A code has 16 of 31 characters, so 31 ** 16 = 7 x 10 ** 23 of them or 79 bits. The database holds a keyed hash only, so
that neither a copy of it nor the time of a look-up says anything; see docs/privacy.md for the sum of guessing.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L, which are read wrongly
CODE_LENGTH, GROUP, NUMBER_LENGTH = 16, 4, 8


def new_code() -> str:
    """A code as it is stored by nobody: 16 characters without hyphens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_number() -> str:
    """What offices call a referral or an inquiry by. No secret, but not to be guessed from another one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH))


def grouped(code: str) -> str:
    """The code as people write it down: ``ABCD-EFGH-JKMN-PQRS``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """What somebody typed, without spaces, hyphens and small letters. Empty where it cannot be a code."""
    text = "".join(character for character in typed.upper() if character.isalnum())
    return text if len(text) == CODE_LENGTH and set(text) <= set(ALPHABET) else ""


def code_for(token: str) -> str:
    """The one code of a form: the same form sent again gets the same code, though nobody has stored it."""
    digest = _keyed(settings.FIELD_KEYS[0], "code", token)
    # 32 bytes are 256 bits for 79: taking remainders favours no character in a way that could be used.
    number, characters = int.from_bytes(digest), []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def hash_of(secret: str, purpose: str = "index") -> str:
    """What is stored instead of a code or a token: 43 characters, made with the newest key."""
    return _text(_keyed(settings.FIELD_KEYS[0], purpose, secret))


def hashes_of(secret: str, purpose: str = "index") -> list[str]:
    """All hashes under which the secret may be stored: one for each key that is still known."""
    return [_text(_keyed(key, purpose, secret)) for key in settings.FIELD_KEYS]


def _keyed(key: str, purpose: str, secret: str) -> bytes:
    return hmac.digest(base64.urlsafe_b64decode(key), f"referrals.{purpose}:{secret}".encode(), hashlib.sha256)


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
