"""How long a login lasts: it ends when nobody has done anything for a while, and after a working day in any case."""

import time

from django.conf import settings
from django.contrib.auth import logout

from network_portal.kept_text import remember_whose

STARTED, SEEN = "login_started", "login_seen"  # seconds since 1970, in the session
NOTED_EVERY = 60  # seconds; not every page somebody opens is worth a write


class LoginLimitsMiddleware:
    """Ends logins by ``SESSION_IDLE_SECONDS`` and ``SESSION_COOKIE_AGE``. Open pages neither look nor count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return
        now = int(time.time())
        if is_over(request.session, now):
            key = request.user.pk
            logout(request)
            remember_whose(request, key)
        elif now - request.session.get(SEEN, 0) >= NOTED_EVERY:
            request.session[SEEN] = now


def is_over(session, now: int) -> bool:
    """Whether a login has lasted too long at ``now``; notes the start of a new one."""
    if STARTED not in session:
        session[STARTED] = session[SEEN] = now
    idle = now - session[SEEN] > settings.SESSION_IDLE_SECONDS
    return idle or now - session[STARTED] > settings.SESSION_COOKIE_AGE
