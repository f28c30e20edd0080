"""What every answer carries, and what no request may contain."""

import re

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

from network_portal.headers import PERMISSIONS_POLICY
from network_portal.kept_text import keep, page_of_form


class PrivacyHeadersMiddleware:
    """Headers that keep what happens here between the visitor and the portal, on every answer whatever its status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            # Whatever no view has declared public stays out of every cache.
            patch_cache_control(response, no_store=True, private=True)
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


class PackingMiddleware(GZipMiddleware):
    """Packs answers, but for PDFs: those are packed already, and keep their strong ETag."""

    def process_response(self, request, response):
        if response.headers.get("Content-Type") == "application/pdf":
            return response
        return super().process_response(request, response)


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """A login for every view that is not marked as open; open ones never look who is asking, not even for a cookie."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        keep(request)
        return redirect_to_login(page_of_form(request))


# What XML cannot hold, so no feed, spreadsheet or document. It comes in by pasting: Word's line break is one of them.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BadInputMiddleware:
    """Answers 400 to what no database could store: NUL characters, lone surrogates, keys beyond every number.

    Other control characters fall away; those that break lines become spaces.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refuse_unstorable(request.path)
        request.GET = cleaned(request.GET)
        # Quoted cookies can spell what no header may hold; the session is looked up by one.
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if is_storable(name + value)}
        if request.method == "POST":
            for name, values in request.POST.lists():
                for text in (name, *values):
                    refuse_unstorable(text)
            request.POST = cleaned(request.POST)
        return self.get_response(request)

    def process_exception(self, request, exception):
        # Choices of a form are looked up by the keys that were sent; PostgreSQL takes these for keys of nothing.
        if isinstance(exception, OverflowError) and "SQLite INTEGER" in str(exception):
            raise SuspiciousOperation("A key beyond every number") from exception


def is_storable(text: str) -> bool:
    """Whether a text can be stored and sent on: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def refuse_unstorable(text: str):
    """Raises ``SuspiciousOperation`` (answered with 400) for a text that cannot be stored."""
    if not is_storable(text):
        raise SuspiciousOperation("A character that cannot be stored")


def cleaned(query):
    """Parameters without characters that cannot be stored or printed: whoever asks gets an answer, not an error."""
    texts = [text for name, values in query.lists() for text in (name, *values)]
    if all(is_storable(text) and not UNPRINTABLE.search(text) for text in texts):
        return query
    clean = query.copy()
    clean.clear()
    for name, values in query.lists():
        clean.setlist(storable(name), [storable(value) for value in values])
    clean._mutable = False
    return clean


def storable(text: str) -> str:
    """The text without what cannot be stored or printed."""
    text = text.replace("\x0b", " ").replace("\x0c", " ")  # breaks of line and page
    return UNPRINTABLE.sub("", "".join(character for character in text if not "\ud800" <= character <= "\udfff"))
