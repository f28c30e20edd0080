"""The logins of an account: noted for the person herself, and ended on the server. Open to all apps."""

import logging
import time

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from network_portal.accounts.devices import device_words
from network_portal.models import SignIn
from network_portal.sessions import SEEN

DAYS_KEPT = 90
ROW = "sign_in"  # in the session: key of the row, and the session key it knows
logger = logging.getLogger("network_portal.security")


def note_sign_in(sender, request, user, **kwargs):
    """A login: noted with the time and the kind of device, never with an address."""
    if not request.session.session_key:
        request.session.save()
    key = request.session.session_key
    device = device_words(request.META.get("HTTP_USER_AGENT", ""))
    row = SignIn.objects.create(user=user, device=device, session_key=key)
    request.session[ROW] = [row.pk, key]
    logger.info("Account %s logged in", user.pk)


def note_sign_out(sender, request, user, **kwargs):
    # A login that ended by itself is noticed by a GET, which writes nothing; its row goes with the others in time.
    if user is not None and request.method == "POST":
        SignIn.objects.filter(session_key=request.session.session_key, ended_at=None).update(ended_at=timezone.now())
        logger.info("Account %s logged out", user.pk)


def note_failure(sender, **kwargs):
    """A login that failed, without a word on who tried."""
    logger.warning("A login failed")


def note_failed_factor(sender, user, **kwargs):
    logger.warning("A second factor of account %s failed", user.pk)


class SignInMiddleware:
    """Keeps the row of a login and its session together."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session.accessed:
            follow_session(request)
        return response


def follow_session(request):
    """Sessions get a new key now and then (a new password, for one); the row goes along."""
    row, key = request.session.get(ROW, (None, None))
    if row and request.session.session_key and request.session.session_key != key:
        SignIn.objects.filter(pk=row).update(session_key=request.session.session_key)
        request.session[ROW] = [row, request.session.session_key]


def end_sign_ins(rows) -> int:
    """End these logins, also on the server; how many were open. Raises nothing where a session is gone already."""
    found = list(rows.filter(ended_at=None))
    Session.objects.filter(session_key__in=[row.session_key for row in found]).delete()
    return SignIn.objects.filter(pk__in=[row.pk for row in found]).update(ended_at=timezone.now())


def end_all(user, except_for=None) -> int:
    """End every login of ``user``, except for the one of the session ``except_for``."""
    rows = SignIn.objects.filter(user=user)
    return end_sign_ins(rows.exclude(session_key=except_for) if except_for else rows)


def end_others(sender, request, user, **kwargs):
    """What other logins rested on has changed: the password, or what the second factor is."""
    follow_session(request)
    end_all(user, except_for=request.session.session_key)


def open_sign_ins(user, now=None) -> list[SignIn]:
    """The logins of ``user`` that would still open a page, newest first."""
    now = time.time() if now is None else now
    rows = list(SignIn.objects.filter(user=user, ended_at=None))
    sessions = Session.objects.in_bulk([row.session_key for row in rows])
    return [row for row in rows if row.session_key in sessions and not _is_idle(sessions[row.session_key], now)]


def _is_idle(session: Session, now: float) -> bool:
    return now - session.get_decoded().get(SEEN, now) > settings.SESSION_IDLE_SECONDS
