"""Asks the portal for a page as a browser would, without a server and without a network."""

import contextlib
import io
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


class Answer(NamedTuple):
    """What the portal answers: the status, where it leads on, the type without charset, the bytes."""

    status: int
    location: str
    content_type: str
    body: bytes


@contextlib.contextmanager
def connections_kept():
    """Within, no request closes the database connection: it belongs to whoever asks, perhaps in a transaction."""
    both = (request_started, request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in both:
            signal.connect(close_old_connections)


class Portal:
    """The portal as the application server sees it."""

    def __init__(self):
        self.application = WSGIHandler()
        self.host = host_of_site()

    def get(self, address: str) -> Answer:
        """The answer to an address such as ``/angebote/?seite=2``."""
        started = {}

        def start(status, headers, _error=None):
            started.update(status=int(status.split()[0]), headers={name.lower(): value for name, value in headers})

        with connections_kept():
            parts = self.application(self.environ(address), start)
            try:
                body = b"".join(parts)
            finally:
                parts.close()
        headers = started["headers"]
        kind = headers.get("content-type", "").partition(";")[0]
        return Answer(started["status"], headers.get("location", ""), kind, body)

    def environ(self, address: str) -> dict:
        """The request in the words of PEP 3333."""
        url = urlsplit(address)
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(url.path, "latin-1") if "%" in url.path else url.path,
            "QUERY_STRING": url.query,
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_NAME": self.host,
            "SERVER_PORT": "443" if settings.HTTPS else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
            "wsgi.url_scheme": "https" if settings.HTTPS else "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }


def host_of_site() -> str:
    """The name under which this portal answers: that of its own mails where it is allowed, else the first allowed."""
    own = urlsplit(settings.SITE_URL).netloc
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return own if own.partition(":")[0] in names or not names else names[0]
