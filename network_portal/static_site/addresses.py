"""Which addresses become files, and what the files are called."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from network_portal.sitemaps import SITEMAPS

# Public, but no use without a server, or true for a moment only.
LEFT_OUT = {
    "offers:embedded", "offers:notepad", "offers:report-thanks", "offers:suggestions", "offers:today",
    "partners:join-thanks", "robots", "security-txt", "sitemap",
}  # fmt: skip
FILES = {"colours", "media", "offers:file"}  # open addresses that are no pages
# Filters of lists that a page leads to, by the name of the list; all others need a server.
QUERIES = {
    "offers:list": [set(), {"feld"}, {"thema"}, {"lage"}, {"lage", "art"}],
    "partners:contacts": [set(), {"feld"}],
    "offers:brochure-pdf": [set(), {"gross"}],
}
# What only programs ask for.
FOR_PROGRAMS = [
    "offers:calendar", "offers:feed", "news-feed", "offers:hsds", "offers:hsds-openapi", "offers:hsds-services",
    "offers:hsds-service-at-locations", "offers:hsds-organizations", "offers:hsds-taxonomies",
    "offers:hsds-taxonomy-terms",
]  # fmt: skip
PAGES_OF = {"seite", "buchstabe", "page"}  # what chooses a part of a page
ENDINGS = {
    "text/html": ".html", "application/atom+xml": ".xml", "application/json": ".json", "application/pdf": ".pdf",
    "text/calendar": ".ics",
}  # fmt: skip


class Address(NamedTuple):
    """An address that becomes a file: the path, and what is chosen in it."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self):
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")


def first_addresses() -> list[Address]:
    """Where the crawl begins: all that search engines are told of, and what only programs ask for."""
    pages = [site.location(item) for site in (kind() for kind in SITEMAPS.values()) for item in site.items()]
    found = map(_exported, dict.fromkeys([*pages, *map(reverse, FOR_PROGRAMS)]))
    return [address for address in found if address]


def parts_of_list(address: Address, data) -> list[Address]:
    """The further pages of a list of the interface for programs, and its entries; none for anything else."""
    if not isinstance(data, dict) or "contents" not in data:
        return []
    numbers = range(2, data["total_pages"] + 1) if not address.query else []
    pages = [Address(address.path, (("page", str(number)),)) for number in numbers]
    return pages + [Address(f"{address.path}/{entry['id']}") for entry in data["contents"]]


def exported(link: str, base: str, host: str) -> Address | None:
    """The address that ``link`` on the page ``base`` leads to; None where it leads away, or to what needs a server.

    Filters that cannot be had without a server fall away: the whole list is the next best thing.
    """
    return _exported(urldefrag(urljoin(base, link))[0]) if is_inside(link, base, host) else None


@lru_cache(maxsize=10_000)
def _exported(address: str) -> Address | None:
    url = urlsplit(address)
    if url.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return Address(url.path)
    try:
        match = resolve(url.path)
    except Resolver404:
        return None
    if match.view_name in FILES:
        return Address(url.path)
    if match.view_name in LEFT_OUT or not getattr(match.func, "is_public_page", False):
        return None
    return Address(url.path, _kept_query(match.view_name, parse_qsl(url.query)))


def is_inside(link: str, base: str, host: str) -> bool:
    """Whether a link leads to this portal at all."""
    url = urlsplit(urljoin(base, link))
    return url.scheme in ("", "http", "https") and url.netloc in ("", host)


def _kept_query(view_name, query) -> tuple:
    chosen = {name: value for name, value in query if value and (name, value) != ("seite", "1")}
    filters = set(chosen) - PAGES_OF
    allowed = QUERIES.get(view_name, [set()])
    if filters not in allowed:
        return ()
    return tuple(sorted(chosen.items()))


def file_name(address: Address, content_type: str) -> str:
    """The file for an address: ``angebote/index-seite-2.html`` for ``/angebote/?seite=2``."""
    variant = "".join(f"-{name}-{value}" for name, value in address.query)
    variant = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in variant)
    path = address.path.lstrip("/")
    ending = ENDINGS.get(content_type, "")
    if not path or path.endswith("/"):
        return f"{path}index{variant}{ending}"
    stem, dot, suffix = path.rpartition(".")
    if dot and "/" not in suffix:
        return f"{stem}{variant}.{suffix}"
    return f"{path}{variant}{ending}"
