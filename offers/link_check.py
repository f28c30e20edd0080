"""Once a week: do the addresses in published entries still lead somewhere?

Each is asked for by HEAD, then by GET where that is refused. The portal never calls machines of its own network: every
name is resolved first, and the connection goes to the very address that was looked at.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from offers.models import CheckedLink, Offer, OfferLink
from partners.models import Network, Partner, PartnerLink
from partners.models.partner import MembershipKind

EVERY = timedelta(days=7)
AT_ONCE = 20  # addresses in one run, so that it stays short
SECONDS_A_RUN, SECONDS_EACH = 60, 10
MOST_REDIRECTS = 5
ASK_AGAIN = {400, 403, 404, 405, 406, 409, 410, 429, 500, 501, 502, 503}  # some servers do not know HEAD
GONE = {404, 410}
PORTS = {"http": 80, "https": 443}
ASSIGNED = ipaddress.ip_network("2000::/3")  # all of IPv6 that is in public use (RFC 4291, 2.4)


class UncheckableError(Exception):
    """An address that is not asked for: it leads into a private network, or is no address of the web."""


@dataclass(frozen=True)
class Found:
    """Where an address stands: in an offer, or in the profile of a partner."""

    url: str
    where: str
    partner_id: int
    partner_name: str
    partner_address: str
    offer_id: int | None = None


def named_links(partner_ids=None) -> list[Found]:
    """All addresses that parents find in published offers and in the profiles of partners. Four queries."""
    offers = Offer.objects.published()
    partners = Partner.objects.exclude(membership=MembershipKind.FORMER)
    if partner_ids is not None:
        offers, partners = offers.filter(partner__in=partner_ids), partners.filter(pk__in=partner_ids)
    found = [
        *_of_offers(offers.exclude(booking_url=""), "booking_url", ""),
        *_of_offers(OfferLink.objects.filter(offer__in=offers).exclude(url=""), "url", "offer__"),
        *_of_partners(partners.exclude(website=""), "website", ""),
        *_of_partners(PartnerLink.objects.filter(partner__in=partners), "url", "partner__"),
    ]
    return [one for one in found if urlsplit(one.url).scheme in PORTS]


def _of_offers(rows, column, way):
    columns = [column, f"{way}title", f"{way}partner", f"{way}partner__name", f"{way}partner__slug", f"{way}pk"]
    for url, title, partner_id, name, slug, pk in rows.order_by("pk").values_list(*columns):
        yield Found(url, title, partner_id, name, reverse("partners:profile", args=[slug]), pk)


def _of_partners(rows, column, way):
    columns = [column, f"{way}pk", f"{way}name", f"{way}slug"]
    for url, pk, name, slug in rows.order_by("pk").values_list(*columns):
        yield Found(url, name, pk, name, reverse("partners:profile", args=[slug]))


def failing_links(partner_ids) -> list[Found]:
    """Addresses of these partners that did not answer twice, a week apart."""
    rows = CheckedLink.objects.exclude(failing_since=None).values_list("url", "failing_since", "checked_on")
    urls = {url for url, since, last in rows if since <= last - EVERY}
    return [found for found in named_links(partner_ids) if found.url in urls] if urls else []


def check_links(now, *, ask=None, clock=time.monotonic) -> int:
    """Look at the addresses that were not looked at for a week; how many. ``ask`` is ``problem_of``, or a stand-in."""
    if Network.objects.current().is_demo:  # its addresses are made up
        return 0
    on, ask, began = timezone.localdate(now), ask or problem_of, clock()
    named = {found.url for found in named_links()}
    CheckedLink.objects.exclude(url__in=named).delete()
    fresh = set(CheckedLink.objects.filter(checked_on__gt=on - EVERY).values_list("url", flat=True))
    done = 0
    for url in one_per_host(sorted(named - fresh))[:AT_ONCE]:
        if clock() - began > SECONDS_A_RUN:
            break
        remember(url, ask(url), on)
        done += 1
    return done


def one_per_host(urls) -> list[str]:
    """One address of each host: nobody is asked twice in a row."""
    by_host = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).hostname].append(url)
    return [theirs[0] for theirs in by_host.values()]


def remember(url, problem, on):
    """Store what came of asking; the first day of a failure stays until the address answers again."""
    row = CheckedLink.objects.filter(url=url).first() or CheckedLink(url=url)
    row.checked_on, row.problem = on, problem
    row.failing_since = (row.failing_since or on) if problem else None
    row.save()


def problem_of(url, *, resolve=None, fetch=None) -> str:
    """Why an address leads nowhere, in a word; empty where it answers."""
    try:
        status = follow("HEAD", url, resolve or addresses_of, fetch or fetch_status)
        if status in ASK_AGAIN:
            status = follow("GET", url, resolve or addresses_of, fetch or fetch_status)
    except UncheckableError as reason:
        return str(reason)
    except TimeoutError:
        return "timeout"
    except (OSError, HTTPException, ValueError) as problem:
        return type(problem).__name__[:100]
    return str(status) if status in GONE or status >= 500 else ""


def follow(method, url, resolve, fetch) -> int:
    """The status in the end, after a few redirects, each of which is looked at before it is followed."""
    for _hop in range(MOST_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise UncheckableError("no web address")
        status, location = fetch(method, parts, public_address(parts, resolve))
        if not (300 <= status < 400 and location):
            return status
        url = urljoin(url, location)
    raise UncheckableError("too many redirects")


def public_address(parts, resolve) -> str:
    """The first address behind a name. Raises ``UncheckableError`` if any of them is not for everybody."""
    addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in resolve(parts.hostname)]
    if not addresses or not all(is_for_everybody(address) for address in addresses):
        raise UncheckableError("private address")
    return str(addresses[0])


def is_for_everybody(address) -> bool:
    """Whether an address leads onto the internet, and not by a detour: some of IPv6 stand for addresses of IPv4."""
    if address.version == 6:
        address = address.ipv4_mapped or address
    if not address.is_global or address.is_multicast:
        return False
    return address.version == 4 or (address in ASSIGNED and address.sixtofour is None)


def addresses_of(host) -> list[str]:
    """What a name stands for. Raises ``OSError`` for names nobody knows."""
    return [row[4][0] for row in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def fetch_status(method, parts, address) -> tuple[int, str]:
    """Status and target of a redirect. The connection goes to ``address``, whatever the name stands for by now."""
    port = parts.port or PORTS[parts.scheme]
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, port, timeout=SECONDS_EACH)
    raw = socket.create_connection((address, port), SECONDS_EACH)
    # The limit of a socket holds for each piece it reads; this one for all of them. By a handle of its own: a socket
    # with TLS takes the place of the plain one, which then knows nothing of the connection.
    handle = raw.dup()
    deadline = threading.Timer(2 * SECONDS_EACH, cut, [handle])
    deadline.start()
    try:
        secure = parts.scheme == "https"
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(raw, server_hostname=parts.hostname) if secure else raw
        path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        connection.request(method, path, headers={"User-Agent": "link-check", "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        deadline.cancel()
        connection.close()
        raw.close()
        handle.close()


def cut(handle):
    """End a connection that takes too long; nothing where the other side has ended it."""
    with suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)
