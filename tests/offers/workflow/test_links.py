"""The weekly look at links: what counts as gone, and where the portal never looks."""

import threading
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from offers.link_check import check_links, failing_links, fetch_status, named_links, problem_of
from offers.models import CheckedLink, OfferLink
from partners.models import Network, PartnerLink
from tests.factories import make_offer, make_partner

DAY = date(2026, 3, 2)
PUBLIC = "93.184.216.34"


def now(days=0):
    return timezone.make_aware(datetime(2026, 3, 2, 4) + timedelta(days=days))


class Web:
    """A small world of addresses: status and target of each, and what each name stands for."""

    def __init__(self, answers, names=None):
        self.answers, self.names, self.asked = answers, names or {}, []

    def resolve(self, host):
        return self.names.get(host, [PUBLIC])

    def fetch(self, method, parts, address):
        self.asked.append((method, parts.geturl(), address))
        answer = self.answers[parts.geturl()]
        if isinstance(answer, dict):
            answer = answer[method]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def problem(self, url):
        return problem_of(url, resolve=self.resolve, fetch=self.fetch)


A, B = "https://a.example.org/", "https://b.example.org/x"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({A: (200, "")}, ""),
        ({A: {"HEAD": (405, ""), "GET": (200, "")}}, ""),
        ({A: {"HEAD": (404, ""), "GET": (404, "")}}, "404"),
        ({A: {"HEAD": (500, ""), "GET": (503, "")}}, "503"),
        ({A: (403, "")}, ""),  # there, but not for machines
        ({A: (301, B), B: (200, "")}, ""),
        ({A: (301, "/neu"), "https://a.example.org/neu": (410, "")}, "410"),
        ({A: (302, A)}, "too many redirects"),
        ({A: (302, "file:///etc/passwd")}, "no web address"),
        ({A: TimeoutError()}, "timeout"),
        ({A: ConnectionRefusedError()}, "ConnectionRefusedError"),
    ],
)
def test_link_is_judged_by_its_answer(answers, problem):
    assert Web(answers).problem(A) == problem


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "224.0.0.1"],
)  # fmt: skip
def test_link_into_a_private_network_is_never_followed(address):
    direct = Web({A: (200, "")}, {"a.example.org": [address]})
    second = Web({A: (200, "")}, {"a.example.org": [PUBLIC, address]})
    redirected = Web({A: (301, B), B: (200, "")}, {"b.example.org": [address]})
    assert [web.problem(A) for web in (direct, second, redirected)] == ["private address"] * 3
    assert [len(web.asked) for web in (direct, second, redirected)] == [0, 0, 1]


def test_connection_goes_to_the_address_that_was_looked_at():
    web = Web({A: (200, "")})
    web.problem(A)
    assert web.asked == [("HEAD", A, PUBLIC)]


def test_status_is_fetched_from_a_real_server():
    class Answers(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(301)
            self.send_header("Location", f"http://{self.headers['Host']}{self.path}&gefunden")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.handle_request).start()
    parts = urlsplit(f"http://name.example.org:{server.server_port}/ä?x=1")
    try:
        status, target = fetch_status("HEAD", parts, "127.0.0.1")
    finally:
        server.server_close()
    assert (status, target) == (301, f"http://name.example.org:{server.server_port}/%C3%A4?x=1&gefunden")


def linked_offer(url=A, **values):
    offer = make_offer(**values)
    OfferLink.objects.create(offer=offer, title="Antrag", url=url)
    return offer


@pytest.mark.django_db
def test_links_of_what_parents_see_are_looked_at():
    partner = make_partner(website="https://p.example.org/")
    PartnerLink.objects.create(partner=partner, title="Mehr", url="https://q.example.org/")
    linked_offer(partner=partner, booking_url=B)
    linked_offer("https://draft.example.org/", publication="draft")
    make_partner(website="https://former.example.org/", membership="former")
    assert sorted(found.url for found in named_links()) == [A, B, "https://p.example.org/", "https://q.example.org/"]


@pytest.mark.django_db
def test_link_that_fails_twice_a_week_apart_becomes_a_task():
    offer, found = linked_offer(), []
    for days, problem in ((0, "404"), (6, "404"), (7, "404"), (14, "")):
        count = check_links(now(days), ask=lambda _url, answer=problem: answer)
        found.append((count, len(failing_links([offer.partner_id]))))
    assert found == [(1, 0), (0, 0), (1, 1), (1, 0)]
    assert CheckedLink.objects.values_list("checked_on", "failing_since", "problem").get() == (
        DAY + timedelta(days=14), None, "",
    )  # fmt: skip


@pytest.mark.django_db
def test_run_stays_short_and_asks_each_host_once():
    for number in range(25):
        linked_offer(f"https://host-{number}.example.org/")
    linked_offer("https://host-1.example.org/mehr")
    counts = [check_links(now(), ask=lambda _url: "") for _run in range(3)]
    assert counts == [20, 6, 0]
    ticks = iter(range(0, 1000, 40))
    CheckedLink.objects.all().delete()
    assert check_links(now(), ask=lambda _url: "", clock=lambda: next(ticks)) == 1


@pytest.mark.django_db
def test_link_that_nobody_names_any_more_is_forgotten():
    offer = linked_offer()
    check_links(now(), ask=lambda _url: "404")
    offer.links.all().delete()
    check_links(now(1), ask=lambda _url: "404")
    assert CheckedLink.objects.count() == 0


@pytest.mark.django_db
def test_made_up_addresses_of_a_demo_are_left_alone():
    network = Network.objects.current()
    network.is_demo = True
    network.save()
    linked_offer()
    assert check_links(now(), ask=lambda _url: "404") == 0
