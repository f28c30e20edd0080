"""The accounts of the demo network: their passwords and second factors are printed in README, for everybody to try."""

import base64
import hashlib
import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from partners.models import Network

PASSWORD = "demo-netzwerk-2026"  # noqa: S105 (known to everybody, and shut out of every network that is no demo)
NAMES = ("redaktion", "leitung", "moderation", "koordination", "zwei")
EMAILS = {f"{name}@example.org" for name in NAMES}


def demo_secret(email: str) -> str:
    """The secret of the app of a demo account: the same for good, and known to everybody."""
    return base64.b32encode(hashlib.sha1(f"demo {email}".encode()).digest()).decode()  # noqa: S324 (no secret)


def demo_code(user) -> str:
    """The code that the app of a demo account shows now; nothing for any other account and network."""
    if user is None or user.email not in EMAILS or not Network.objects.current().is_demo:
        return ""
    return current_code(user.email)


def current_code(email: str, now=None) -> str:
    """The code of a demo account at ``now`` (seconds since 1970)."""
    counter = int(time.time() if now is None else now) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(demo_secret(email), counter))


def is_shut_out(user) -> bool:
    """Whether this is a demo account left over in a network that is none: everybody knows its password."""
    return user.email in EMAILS and not Network.objects.current().is_demo
