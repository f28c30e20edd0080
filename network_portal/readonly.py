"""The portal for reading only (``READ_ONLY=true``), when nobody can answer any more: nothing is taken in, all is shown.

Erasing goes on: the timer still does what lets personal data go (``tick.ERASING``), and an office may use the commands.
"""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db.backends.signals import connection_created
from django.shortcuts import render

READING = ("GET", "HEAD", "OPTIONS")
# Open to all, and no pages.
FILES = {"colours", "healthz", "readyz", "media", "offers:file"}


class ReadOnlyMiddleware:
    """Answers whatever would change something, and all that needs a login or a form, with a page that says why."""

    def __init__(self, get_response):
        if not settings.READ_ONLY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        request.COOKIES = {}  # a login of before would be looked after, and that writes
        return self.get_response(request) if request.method in READING else closed(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "is_public_page", False) or request.resolver_match.view_name in FILES:
            return None
        return closed(request)


def closed(request):
    """503: the portal shows, but takes nothing in. No word of what was sent is kept."""
    context = {"was_sent": request.method not in READING}
    response = render(request, "network_portal/read_only/closed.html", context, status=503)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def open_for_reading(connection, **_signal):
    """Let the database itself refuse to be changed by this process."""
    sql = "SET default_transaction_read_only = on"
    if connection.vendor == "sqlite":
        sql = "PRAGMA query_only=ON"
        connection.transaction_mode = "DEFERRED"  # IMMEDIATE asks for the right to write before anything is read
    with connection.cursor() as cursor:
        cursor.execute(sql)


def guard_database():
    """From now on every connection of this process reads only. For the application server; commands may still erase."""
    connection_created.connect(open_for_reading, dispatch_uid="read only")
