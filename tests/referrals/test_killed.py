"""Server and timer killed again and again while parents ask and partners answer: what was acknowledged is there, once,
and every mail arrives."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from partners.models import Network
from referrals.codes import hash_of, plain
from referrals.links import new_link
from referrals.models import Consent, ConsentWording, Content, Referral, Status
from tests.factories import make_field
from tests.network_portal.mail_servers import mail_server
from tests.other_process import SharedDatabase
from tests.referrals.rows import make_inbox, make_network

QUESTIONS, ANSWERS, CLIENTS, KILLS = 180, 120, 4, 3
STAMP = re.compile(r'name="stamp"[^>]*value="([^"]+)"')
CODE = re.compile(r"\b(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\b")
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')
PATIENCE = 60  # seconds
TIME_PASSES = "UPDATE network_portal_outgoingmail SET due_at = created_at WHERE sent_at IS NULL"
MAILS = "SELECT message_id FROM network_portal_outgoingmail"
HASHES = "SELECT code_hash FROM referrals_inquiry"
QUESTIONS_STORED = "SELECT count(*) FROM referrals_message WHERE side = 'parent'"
ACCEPTED = "SELECT count(*) FROM referrals_referral WHERE status = 'accepted'"
EVENTS = "SELECT referral_id, count(*) FROM referrals_referralevent WHERE step = 'accept' GROUP BY referral_id"


def sent_referrals(count) -> list[str]:
    """Secrets of links to that many referrals that wait for an answer."""
    sender, recipient, field, today = make_inbox(), make_inbox(), make_field(), timezone.localdate()
    rows = Referral.objects.bulk_create(
        Referral(sender=sender, recipient=recipient, policy_field=field) for _ in range(count)
    )
    more = {"purpose": "x", "text": "x", "form": "screen", "wording": ConsentWording.objects.get(), "facts": ["name"]}
    days = {"given_on": today, "valid_until": today + timedelta(days=90)}
    consents = Consent.objects.bulk_create(Consent(referral=row, recipient=recipient, **more, **days) for row in rows)
    Content.objects.bulk_create(Content(referral=row, name="Kim", contact_way="phone") for row in rows)
    for row, consent in zip(rows, consents, strict=True):
        row.consent, row.status, row.sent_on, row.due_on = consent, Status.SENT, today, today + timedelta(days=7)
        row.expires_on = today + timedelta(days=30)
    Referral.objects.bulk_update(rows, ["consent", "status", "sent_on", "due_on", "expires_on"])
    return [new_link(row).partition("code=")[2] for row in rows]


class Server:
    """The production server on one port, with one worker so that it is soon back, killed and started again."""

    def __init__(self, database):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # Every client comes from an address of its own, or the limits for one would stop the test.
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TRUSTED_PROXIES": "1"}
        self.environment = os.environ | settings | {"DATABASE_URL": database.url}
        self.start()

    def start(self):
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "error",
            "network_portal.wsgi:application",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, env=self.environment, start_new_session=True)

    def kill(self):
        """All of its processes at once, as when the power goes."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def talk(port, method, path, values=None, number=0) -> tuple[int, str]:
    """Status and page, tried again until there is an answer: a person would press the button once more."""
    end = time.monotonic() + PATIENCE
    headers = {"X-Forwarded-For": f"10.1.{number // 250}.{number % 250 + 1}"}
    if values:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    while time.monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request(method, path, urlencode(values) if values else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
            connection.close()
            if answer.status < 500:
                return answer.status, body
        time.sleep(0.05)
    raise TimeoutError(path)


def ask(port, number) -> str:
    """Ask a question; the code that the page shows."""
    stamp = STAMP.search(talk(port, "GET", "/anfrage/", number=number)[1])[1]
    status, page = talk(port, "POST", "/anfrage/", {"stamp": stamp, "text": f"Frage {number}"}, number)
    assert status == 200
    return plain(CODE.search(page)[0])


def answer(port, number, code):
    """Accept a referral by its link; whether the page says that it is accepted."""
    page = talk(port, "POST", "/vermittlung/", {"code": code}, number)[1]
    if found := VERSION.search(page):
        values = {"code": code, "step": "accept", "version": found[1]}
        assert talk(port, "POST", "/vermittlung/", values, number)[0] in (200, 409)  # 409: stored before the kill


def work(port, jobs, done):
    """What one client does until nothing is left; ``done`` gets what was acknowledged."""
    while True:
        try:
            number, code = jobs.get_nowait()
        except Empty:
            return
        try:
            done.append(answer(port, number, code) if code else ask(port, number))
        except Exception as problem:
            done.append(problem)


def tick(database, port):
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "false"}
    environment = {"DATABASE_URL": database.url} | mail
    return subprocess.Popen([sys.executable, "manage.py", "tick", "--verbosity", "0"], env=os.environ | environment)


def kill_in_mid_work(server, database, mails, done):
    """After each part of the work kill the server, and beside it a timer that has begun to send."""
    for kill in range(1, KILLS + 1):
        timer = tick(database, mails.port)
        end = time.monotonic() + PATIENCE
        while len(done) < kill * (QUESTIONS + ANSWERS) // (KILLS + 1) and time.monotonic() < end:
            time.sleep(0.005)
        server.kill()
        server.start()
        timer.kill()
        timer.wait()


@pytest.mark.django_db(transaction=True)
def test_kills_lose_nothing_that_was_acknowledged_and_double_nothing(tmp_path):
    make_network(desk=make_inbox())
    assert Network.objects.current().desk
    secrets = sent_referrals(ANSWERS)
    database, jobs, done = SharedDatabase(tmp_path), SimpleQueue(), []
    for number in range(QUESTIONS + ANSWERS):
        # The kinds of work alternate as long as there are both.
        jobs.put((number, secrets.pop() if secrets and number % 2 else None))
    server = Server(database)
    try:
        with mail_server() as mails:
            clients = [threading.Thread(target=work, args=(server.port, jobs, done)) for _ in range(CLIENTS)]
            for client in clients:
                client.start()
            kill_in_mid_work(server, database, mails, done)
            for client in clients:
                client.join(timeout=2 * PATIENCE)
            database.run(TIME_PASSES)
            assert tick(database, mails.port).wait() == 0
            time.sleep(0.1)  # the thread of the last conversation
            arrived = Counter(re.search(r"Message-ID: (\S+)", text)[1] for text in mails.mails)
    finally:
        server.kill()
    assert [problem for problem in done if isinstance(problem, Exception)] == []
    codes = [code for code in done if code]
    assert sorted(hash_of(code) for code in codes) == sorted(row[0] for row in database.run(HASHES))
    assert (len(set(codes)), database.run(QUESTIONS_STORED)) == (QUESTIONS, [(QUESTIONS,)])
    assert database.run(ACCEPTED) == [(ANSWERS,)]
    assert {count for _key, count in database.run(EVENTS)} == {1}
    assert set(arrived) == {row[0] for row in database.run(MAILS)}
    assert sum(arrived.values()) - len(arrived) <= KILLS  # the one under way at each kill
