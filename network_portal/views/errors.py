"""Pages for when something went wrong: they say what happened and lead on, with help lines at hand."""

import sys

from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from network_portal.kept_text import texts_sent

RETRY_AFTER = 60  # seconds


def bad_request(request, exception=None):
    """400: the address or a form held something no page can be made of."""
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """403: the page is not for this person."""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """403: a form came from elsewhere, or its time had run out."""
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    """404: there is no such page, or no longer. What was typed for it is not lost."""
    return render(request, "404.html", {"texts": texts_sent(request)}, status=404)


def busy(request):
    """503: not at this moment."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    return response


@requires_csrf_token
def server_error(request):
    """500, or 503 where the database cannot be reached: without the database, for it may be what failed."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return busy(request)
    return render(request, "500.html", status=500)
