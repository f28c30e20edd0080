"""Forms that arrive slowly, or never whole, must not keep everybody else waiting."""

import threading

from django.conf import settings

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
