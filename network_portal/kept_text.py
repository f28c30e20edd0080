"""Keeps what somebody typed into a form whose login had ended, until she has logged in again. Open to all apps."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict

from network_portal.models import SignIn

KEY, WHOSE = "kept_text", "kept_text_user"  # in the session, which is encrypted
LARGEST = 200_000  # characters as sent
FEWEST_WORDS = 3  # whoever has typed fewer types them again
NEVER = ("/konto/",)  # passwords and codes are not kept
MARKS = ("edit_version",)  # fields that the page itself has filled with more than a word


def keep(request):
    """Store the fields of this POST for its address. Passwords, files and the token of the form are left out."""
    owner = who_typed(request)
    if request.path.startswith(NEVER) or owner is None:
        return
    fields = request.POST.copy()
    for name in list(fields):
        if is_secret(name):
            del fields[name]
    text = fields.urlencode()
    if len(text) <= LARGEST:
        request.session[KEY] = {"path": request.path, "fields": text, "user": owner}


def is_secret(name: str) -> bool:
    """Whether a field of this name is shown and stored nowhere."""
    return "password" in name or name == "csrfmiddlewaretoken"


def texts_sent(request) -> list[str]:
    """The longer texts of somebody's form that reached nothing, so that she can copy them; none of ``NEVER``.

    Only where the address was a view's: then the form was ours, for its token was checked.
    """
    if request.method != "POST" or request.path.startswith(NEVER) or request.resolver_match is None:
        return []
    if not request.user.is_authenticated:
        return []
    values = [value for name, value in request.POST.items() if not is_secret(name) and name not in MARKS]
    return [value for value in values if len(value.split()) >= FEWEST_WORDS]


def remember_whose(request, user_key: int):
    """Her login has ended by itself: what she goes on typing, also in other tabs, is kept for her."""
    request.session[WHOSE] = user_key


def who_typed(request) -> int | None:
    """Key of the account whose login has ended in this browser; None where nobody can tell, or she logged out.

    A session that was ended from elsewhere is gone from the database, but the browser still names it.
    """
    row = SignIn.objects.filter(session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
    return request.session.get(WHOSE) or (row and row.user_id)


def kept_data(request, path=None) -> QueryDict | None:
    """What was typed here before the login had ended, for binding the form; once only, and for the same person.

    ``path``: where the form of this page is sent, if not to the page itself.

    Views call it on GET, most by ``typed``. The page then says that this is not saved yet.
    """
    kept = request.session.get(KEY)
    if not kept or kept["path"] != (path or request.path):
        return None
    del request.session[KEY]
    if kept["user"] != request.user.pk:
        return None
    return QueryDict(kept["fields"])


def typed(request) -> QueryDict | None:
    """What a form is bound to: what was sent, or what was typed before the login ended; None for a fresh one.

    Views store it only if ``request.method`` says that it was sent, and hand ``is_kept`` to the page.
    """
    return request.POST if request.method == "POST" else kept_data(request)


def is_kept(request, form) -> bool:
    """Whether a form shows what was typed before the login ended, so that the page says: not saved yet."""
    return form.is_bound and request.method != "POST"


def page_of_form(request) -> str:
    """Where to go after the login: the page that held the form, as far as the browser tells."""
    page = urlsplit(request.headers.get("referer", ""))
    if page.netloc != request.get_host() or page.path.startswith(NEVER):
        return request.get_full_path()
    return f"{page.path}?{page.query}" if page.query else page.path
