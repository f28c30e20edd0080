"""Prints the ``.env`` of a trial on this machine: a secret of its own, no https, since 127.0.0.1 has none."""

import secrets
import sys

FIRST_SETTINGS = """\
# Made for a trial on this machine; .env.example explains each line.
SECRET_KEY={secret}
HTTPS=false
BEHIND_PROXY=false
DEBUG=false
"""

if __name__ == "__main__":
    sys.stdout.write(FIRST_SETTINGS.format(secret=secrets.token_urlsafe(50)))
