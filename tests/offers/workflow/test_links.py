"""The weekly look at links: what counts as gone, and where the portal never looks."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from django.utils import timezone

from offers import link_check
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
     "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "fec0::1", "64:ff9b::7f00:1", "2002:7f00:1::1"],
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


def test_connection_over_ipv6_goes_out_into_the_world():
    web = Web({A: (200, "")}, {"a.example.org": ["2606:2800:220:1:248:1893:25c8:1946"]})
    assert (web.problem(A), len(web.asked)) == ("", 1)


@pytest.fixture
def slow_server(tmp_path, monkeypatch):
    """A server with TLS that answers, one letter after the other, for as long as somebody listens; its port."""
    certificate, key = own_certificate("localhost")
    (tmp_path / "server.pem").write_bytes(certificate + key)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    listener, is_over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip():
        with suppress(OSError), context.wrap_socket(listener.accept()[0], server_side=True) as visitor:
            visitor.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not is_over.wait(0.02):
                visitor.sendall(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    yield listener.getsockname()[1]
    is_over.set()
    thread.join(timeout=10)
    listener.close()


def own_certificate(name) -> tuple[bytes, bytes]:
    """A certificate that vouches for itself, and its key, as PEM."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day, today = timedelta(days=1), datetime.now(UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), 1, today - day, today + day)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, SHA256())
    plain = serialization.NoEncryption()
    formats = serialization.PrivateFormat.PKCS8, plain
    return made.public_bytes(serialization.Encoding.PEM), key.private_bytes(serialization.Encoding.PEM, *formats)


def test_server_that_never_comes_to_an_end_is_left(slow_server, monkeypatch):
    monkeypatch.setattr(link_check, "SECONDS_EACH", 0.2)
    began = time.monotonic()
    # Whoever has said “200” is there.
    assert fetch_status("GET", urlsplit(f"https://localhost:{slow_server}/"), "127.0.0.1") == (200, "")
    assert time.monotonic() - began < 5


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
