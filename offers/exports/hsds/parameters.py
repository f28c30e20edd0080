"""What may stand behind the question mark. What cannot be understood is refused, for a filter left out would lie."""

import re
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from offers.schedule.rules import BERLIN
from offers.search.understanding import LONGEST_QUERY

MOST_PER_PAGE, USUAL_PER_PAGE = 100, 50
FARTHEST = 1_000_000  # metres
FLAGS = {"true": True, "1": True, "false": False, "0": False}


class RefusedError(Exception):
    """A question that gets no answer; the message says why, ``status`` is that of the answer."""

    def __init__(self, reason: str, status: int = 400):
        super().__init__(reason)
        self.status = status


def read_parameters(query, allowed: tuple[str, ...]) -> dict:
    """The values by name; only what is there. Raises ``RefusedError``."""
    for name, values in query.lists():
        if name not in allowed:
            words = {"name": name[:40], "names": ", ".join(allowed) or "–"}
            raise RefusedError(_("There is no parameter “%(name)s” here. There are: %(names)s.") % words)
        if len(values) > 1:
            raise RefusedError(_("The parameter “%(name)s” stands there more than once.") % {"name": name})
    return {name: READERS[name](name, value) for name, value in query.items()}


def _flag(name: str, text: str) -> bool:
    if text.lower() not in FLAGS:
        raise _refused(name, "true, false")
    return FLAGS[text.lower()]


def _number(most: int):
    def read(name: str, text: str) -> int:
        if not re.fullmatch(r"0*[1-9][0-9]{0,8}", text):
            raise _refused(name, _("a whole number from 1"))
        return min(int(text), most)

    return read


def _ident(name: str, text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise _refused(name, _("an id, such as 5c4d79d7-cc55-470e-9f1f-8cad074e4892")) from None


def _moment(name: str, text: str) -> datetime:
    """A moment or a day; a “+” that arrived as a space, and a leap second, are taken for what they are."""
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text.upper()).replace(":60", ":59")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _refused(name, _("a day or a moment, such as 2026-11-22 or 2026-11-22T08:00:00+01:00")) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def _words(name: str, text: str) -> str:
    if len(text) > LONGEST_QUERY:
        raise _refused(name, _("at most %(count)d characters") % {"count": LONGEST_QUERY})
    return text.strip()


def _postcode(name: str, text: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", text):
        raise _refused(name, _("a postcode of five digits"))
    return text


def _format(name: str, text: str) -> str:
    if text != "json":
        raise _refused(name, "json")
    return text


def _refused(name: str, what: str) -> RefusedError:
    return RefusedError(_("The parameter “%(name)s” takes: %(what)s.") % {"name": name, "what": what})


READERS = {
    "page": _number(10**9),
    "per_page": _number(MOST_PER_PAGE),
    "proximity": _number(FARTHEST),
    "minimal": _flag,
    "full": _flag,
    "full_service": _flag,
    "top_only": _flag,
    "taxonomy_term_id": _ident,
    "taxonomy_id": _ident,
    "organization_id": _ident,
    "parent_id": _ident,
    "modified_after": _moment,
    "search": _words,
    "postcode": _postcode,
    "format": _format,
}
PAGES = ("page", "per_page", "format")
# With these the number of different answers is limited by the number of entries; only such answers are kept.
LIMITED = {"page", "full", "full_service", "minimal", "top_only", "taxonomy_term_id", "taxonomy_id", "organization_id",
           "parent_id", "format"}  # fmt: skip


def is_limited(request) -> bool:
    """Whether the address is the usual way to write one of a limited number of questions."""
    plain = request.META.get("QUERY_STRING", "") == request.GET.urlencode()
    return plain and set(request.GET) <= LIMITED
