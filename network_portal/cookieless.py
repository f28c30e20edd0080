"""Pages with a form for everybody that set no cookie and know no session. Open to all apps.

Without a cookie there is nothing another site could use in a visitor's name: what such a page does follows from what
was typed alone. Still a form counts only if it came from a page of ours, and not from one opened long ago.
"""

import functools

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, TimestampSigner
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from network_portal.once import new_token
from network_portal.public import TRUSTED_TYPES

FIELD = "stamp"
SECONDS = 12 * 60 * 60  # for so long a form may lie open
TOO_OLD = _("You opened this page long ago. Your text is still here. Please send it once more.")


def cookieless_form(view):
    """Marks a view as open to everybody; it must look at nothing of the visitor but what she typed.

    A form from another site is refused. The stamp of the form is checked by ``StampedForm``, or by ``token_in``.
    """

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @csp_update(TRUSTED_TYPES)
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        if request.method == "POST" and is_from_elsewhere(request):
            response = render(request, "403_csrf.html", status=403)
        else:
            response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex"
        # Not “no-referrer”: browsers would then send forms with “Origin: null”.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return page


def is_from_elsewhere(request) -> bool:
    """Whether a form was sent by a page of another site. Browsers that say nothing are believed."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return True
    origin = request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return origin is not None and origin not in ours


def new_stamp() -> str:
    """What shows that a form is ours and when it was opened. It holds a fresh token, so each form is known again."""
    return _signer().sign(new_token())


def token_of(stamp: str) -> str:
    """The token of a stamp; empty where it is none of ours, or too old."""
    try:
        return _signer().unsign(stamp, max_age=SECONDS)
    except BadSignature:
        return ""


def token_in(request) -> str:
    """The token of the form that was sent; empty where it must be shown again."""
    return token_of(request.POST.get(FIELD, ""))


def _signer():
    return TimestampSigner(salt="network_portal.cookieless")


class StampedForm(forms.Form):
    """A form that carries a stamp. Without a valid one it says so, keeps what was typed, and has a new stamp.

    ``cleaned_data["stamp"]`` is the token by which the same form, sent again, is recognised.
    """

    stamp = forms.CharField(widget=forms.HiddenInput, initial=new_stamp, required=False)
    is_too_old = False

    def clean_stamp(self):
        token = token_of(self.cleaned_data["stamp"])
        if not token:
            self.is_too_old = True
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = new_stamp()
            self.add_error(None, TOO_OLD)
        return token

    @property
    def http_status(self) -> int:
        """The status of a page that shows this form again."""
        return 403 if self.is_too_old else 200
