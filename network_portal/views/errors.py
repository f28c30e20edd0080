"""Pages for when something went wrong: they say what happened and lead on, with help lines at hand."""

from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


def bad_request(request, exception=None):
    """400: the address or a form held something no page can be made of."""
    return render(request, "400.html", status=400)


def csrf_failure(request, reason=""):
    """403: a form came from elsewhere, or its time had run out."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def server_error(request):
    """500: without the database, for it may be what failed."""
    return render(request, "500.html", status=500)
