"""Makes a form that is sent twice – a double click, a page loaded again – happen once. Open to all apps."""

import functools
import re
import secrets

from django import forms
from django.core.cache import cache
from django.core.validators import RegexValidator
from django.db import OperationalError, transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

FIELD = "once"  # made by {% once %} in the form
SHAPE = r"^[0-9a-f]{32}\Z"
SECONDS = 24 * 60 * 60  # for so long a form is remembered


def new_token() -> str:
    """What makes one form one change, however often it is sent."""
    return secrets.token_hex(16)


class TokenField(forms.CharField):
    """The token of a form that is stored with the row it makes, for forms of people without an account."""

    widget = forms.HiddenInput
    default_validators = [RegexValidator(SHAPE, _("This form is no longer valid. Please open it again."))]

    def __init__(self, **options):
        super().__init__(initial=new_token, **options)


def once(view):
    """Answers a form that has led somewhere before as it was answered then, and does nothing else.

    The mark stands in the transaction of the change: of two at the same moment the second waits for the first one, and
    what failed may be sent again. A form that is only shown again keeps its mark for the next try.
    """

    @functools.wraps(view)
    def guarded(request, *args, **kwargs):
        token = request.POST.get(FIELD, "")
        if not re.fullmatch(SHAPE, token):
            return view(request, *args, **kwargs)
        key = f"once:{request.user.pk}:{request.path}:{token}"
        with transaction.atomic():
            if not cache.add(key, "", SECONDS):
                return _answer(key)
            response = view(request, *args, **kwargs)
            if _leads_on(response):
                cache.set(key, response, SECONDS)
            else:
                cache.delete(key)
        return response

    return guarded


def _leads_on(response) -> bool:
    """Whether a form led to another page, or from a pop-up of the administration back into the form that opened it."""
    if "popup_response_data" in (getattr(response, "context_data", None) or {}):
        response.render()  # only then it can be stored
        return True
    return isinstance(response, HttpResponseRedirect)


def _answer(key):
    """What a form was answered. Raises ``OperationalError`` where the table did not answer: then nothing is known."""
    response = cache.get(key)
    if not response:
        raise OperationalError("The mark of a form could not be stored.")
    return response
