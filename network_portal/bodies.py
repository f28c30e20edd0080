"""Forms that arrive slowly, or never whole, must not keep everybody else waiting; whole ones take turns."""

import threading
import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection

from network_portal.views.errors import busy


class BodyLimitMiddleware:
    """Lets at most ``BODIES_AT_ONCE`` requests of a worker send a form; more are told to try again in a moment.

    Reading a form holds a thread of the server until its last byte is there, and nothing can interrupt it. The other
    threads stay for pages, which is what a visitor needs most.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.free = threading.BoundedSemaphore(settings.BODIES_AT_ONCE)

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        if not self.free.acquire(blocking=False):
            return busy(request)
        try:
            return self.get_response(request)
        finally:
            self.free.release()


class TurnMiddleware:
    """Works on one form at a time in each worker, in the order in which they have come in whole. On SQLite only.

    SQLite lets one writer in at a time and knows no queue: the others ask again and again, and who asks at the wrong
    moments is sent away after seconds while the database is free for most of them (docs/decisions/0007).
    """

    patience = 10  # seconds to wait for one's turn: where only many people write, it comes much sooner
    rest = 1  # seconds in which nobody tries again what has just been found stuck

    def __init__(self, get_response):
        if connection.vendor != "sqlite":
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.turn, self.stuck_until = threading.Semaphore(), 0.0

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        if not self.turn.acquire(timeout=self.patience):
            return busy(request)
        try:
            return self.answer(request)
        finally:
            self.turn.release()

    def answer(self, request):
        """What the view says. Who stood behind somebody whom the database has kept waiting in vain is not kept too."""
        if time.monotonic() < self.stuck_until:
            return busy(request)
        response = self.get_response(request)
        if response.status_code == 503:
            self.stuck_until = time.monotonic() + self.rest
        return response
