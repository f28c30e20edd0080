"""How the interface answers: JSON for every site, pages of a list, and errors that say what is wrong."""

import functools
import json

from django.http import HttpResponse
from django.utils.translation import gettext as _

from network_portal.public import public_page
from offers.exports.hsds.parameters import USUAL_PER_PAGE, RefusedError, is_limited, read_parameters
from partners.models import Network

READING = ("GET", "HEAD")
METHODS = ", ".join((*READING, "OPTIONS"))
EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
    "Cache-Control": "public, max-age=86400",
}


def open_data(*allowed: str):
    """Marks a view as part of the interface: public, for scripts of every site, with these parameters and no others.

    The view gets the request, the values of the parameters and the parts of the address; ``RefusedError`` becomes an
    answer in JSON.
    """

    def decorate(view):
        @public_page
        @functools.wraps(view)
        def answer(request, **parts):
            try:
                response = view(request, read_parameters(request.GET, allowed), **parts)
            except RefusedError as error:
                return problem(error.status, str(error))
            response.is_kept = is_limited(request) and getattr(response, "is_kept", True)
            return response

        @functools.wraps(answer)
        def page(request, **parts):
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers=EVERYBODY | PREFLIGHT)
            if request.method not in READING:
                response = problem(405, _("Entries can only be read here."))
                response.headers["Allow"] = METHODS
            else:
                response = answer(request, **parts)
            for name, value in EVERYBODY.items():
                response.headers[name] = value
            return response

        return page

    return decorate


def text_of(value) -> str:
    """A value as JSON in few bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_answer(text: str) -> HttpResponse:
    """An answer of JSON, with the licence of the data."""
    response = HttpResponse(text, content_type="application/json")
    response.headers["Link"] = f'<{Network.objects.current().licence_page}>; rel="license"'
    return response


def problem(status: int, reason: str) -> HttpResponse:
    """An error in the words of RFC 9457."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": reason}
    return HttpResponse(text_of(body), status=status, content_type="application/problem+json")


TITLES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}


def no_such(what: str) -> RefusedError:
    """404: there is no such entry, or no longer; ``what`` names its table."""
    return RefusedError(_("There is no entry with this id in “%(table)s”, or no longer.") % {"table": what}, 404)


def page_answer(chosen: dict, keys: list, texts, per_page: int | None = None) -> HttpResponse:
    """One page of a list in the standard's envelope.

    ``keys`` are those of the whole list, ``texts`` makes JSON of the entries with some of them.
    """
    per_page = chosen.get("per_page", per_page or USUAL_PER_PAGE)
    number, total = chosen.get("page", 1), len(keys)
    last = max(1, -(-total // per_page))
    contents = texts(keys[(number - 1) * per_page : number * per_page])
    head = text_of(
        {
            "total_items": total,
            "total_pages": last,
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number >= last,
            "empty": not contents,
        }
    )
    response = json_answer(f'{head[:-1]},"contents":[{",".join(contents)}]}}')
    response.is_kept = bool(contents)
    return response
