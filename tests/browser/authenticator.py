"""An app for codes as people have it on their phones (RFC 6238), so that no code of the portal checks itself."""

import base64
import hmac
import struct
import time


def app_code(secret: str, at: float | None = None) -> str:
    """The six digits an app with this key (as the page shows it) has on its screen now, or at ``at`` seconds."""
    key = base64.b32decode(secret.replace(" ", ""))
    half_minutes = int(time.time() if at is None else at) // 30
    digest = hmac.digest(key, struct.pack(">Q", half_minutes), "sha1")
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"
