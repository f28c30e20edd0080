"""What makes a page public: readable without an account, the same for every visitor. Open to all apps."""

import functools
import hashlib

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

# Browsers keep a copy, but ask each time whether it still holds; the page cache recognises its pages by these words.
CACHE_CONTROL = "public, no-cache"
# No script of a public page may make HTML out of text. (Django's admin does, so it stays without.)
TRUSTED_TYPES = {"require-trusted-types-for": ["'script'"]}


def public_page(view):
    """Marks a view as public: no login, GET and HEAD only, with an ETag, kept by the page cache.

    Such a view must not look at the session, the user or cookies: what it answers is shown to everybody.
    """

    @login_not_required
    @csrf_exempt  # it changes nothing: what is no question gets 405, and no word of forms
    @require_safe
    @csp_update(TRUSTED_TYPES)
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = CACHE_CONTROL
        if response.status_code == 200 and not response.streaming:
            response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return response

    page.is_public_page = True
    return page
