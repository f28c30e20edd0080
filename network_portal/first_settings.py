"""Prints the ``.env`` of a trial on this machine: secrets of its own, no https, since 127.0.0.1 has none."""

import base64
import secrets
import sys

FIRST_SETTINGS = """\
# Made for a trial on this machine; .env.example explains each line.
SECRET_KEY={secret}
FIELD_KEYS={key}
HTTPS=false
BEHIND_PROXY=false
DEBUG=false
"""

if __name__ == "__main__":
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    sys.stdout.write(FIRST_SETTINGS.format(secret=secrets.token_urlsafe(50), key=key))
