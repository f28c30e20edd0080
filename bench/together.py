"""Fifty parents and twenty partners at the same time for a minute: what they did, how long it took, and every error.

usage: python -m bench.together [SECONDS]
"""

import html
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from bench.server import NO_SECRETS, served

PARENTS, PARTNERS, SECONDS = 50, 20, 60
THINKING = (1.0, 4.0)  # seconds between two pages of one person
HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
ATTRIBUTE = re.compile(r"(name|value)=\"([^\"]*)\"")
CODE = re.compile(r"\b(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\b")


class Person:
    """One person with a browser of her own: what she did, in seconds, and what went wrong."""

    def __init__(self, port, number, cookie=""):
        self.port, self.number, self.cookies = port, number, SimpleCookie(cookie)
        self.took, self.errors = [], []

    def open(self, path, values=None) -> str:
        """The page at ``path``, after at most one redirect."""
        headers = {"X-Forwarded-For": f"10.2.0.{self.number + 1}", "Accept-Encoding": "identity"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        if values is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET" if values is None else "POST", path, values and urlencode(values), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        self.took.append(time.monotonic() - begun)
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        if answer.status >= 400 and answer.status != 409:  # 409: a colleague was quicker, as it may be
            self.errors.append(f"{answer.status} {path}")
        if answer.status in (302, 303):
            return self.open(answer.headers["Location"])
        return page

    def think(self):
        time.sleep(random.uniform(*THINKING))  # noqa: S311 (no secret)


def form_with(page, mark) -> dict:
    """The hidden fields of the first form that holds ``mark``."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if mark in form:
            found = (dict(ATTRIBUTE.findall(tag)) for tag in HIDDEN.findall(form))
            return {row["name"]: html.unescape(row.get("value", "")) for row in found}
    return {}


def live_as_parent(person, end):
    """Ask, look with the code, write again."""
    while time.monotonic() < end:
        person.think()
        values = form_with(person.open("/anfrage/"), 'name="text"') | {"text": "Wer hilft mir mit der Miete?"}
        person.think()
        code = CODE.search(person.open("/anfrage/", values))
        for _ in range(3):
            person.think()
            stamp = form_with(person.open("/anfrage/code/"), 'name="code"')
            page = person.open("/anfrage/code/", stamp | {"code": code[0] if code else ""})
        values = form_with(page, 'name="text"')
        if values:
            person.think()
            person.open("/anfrage/code/", values | {"text": "Und noch etwas."})


def live_as_partner(person, end):
    """Look at what waits, answer inquiries, take steps of referrals."""
    while time.monotonic() < end:
        person.think()
        waiting = re.findall(r'href="(/intern/anfragen/\w+/)"', person.open("/intern/anfragen/"))
        if waiting:
            path = random.choice(waiting)  # noqa: S311
            values = form_with(person.open(path), 'name="text"')
            person.think()
            person.open(path, values | {"text": "Bitte rufen Sie uns an.", "do": "reply"})
        person.think()
        open_ones = re.findall(r'href="(/intern/vermittlungen/[A-Z2-9]{8}/)"', person.open("/intern/vermittlungen/"))
        if open_ones:
            page = person.open(random.choice(open_ones))  # noqa: S311
            steps = re.findall(r'href="(/intern/vermittlungen/\w+/schritt/(?:accept|check_in)/)"', page)
            if steps:
                person.think()
                values = form_with(person.open(steps[0]), 'name="version"')
                person.open(steps[0], values)


def sessions() -> list[str]:
    """Cookies of people at the desk of the demo network, as they have after their login."""
    script = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.conf import settings\n"
        "from partners.models import Membership, Network\n"
        "from tests.factories import make_user\n"
        "desk = Network.objects.current().desk\n"
        f"for number in range({PARTNERS}):\n"
        "    user = make_user()\n"
        "    Membership.objects.create(user=user, partner=desk)\n"
        "    client = Client()\n"
        "    client.force_login(user)\n"
        "    print(f'{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.split()


def live_together(port, cookies, seconds) -> list[Person]:
    """Let everybody live for so long; return them with what they have seen."""
    end = time.monotonic() + seconds
    parents = [Person(port, number) for number in range(PARENTS)]
    partners = [Person(port, PARENTS + number, cookie) for number, cookie in enumerate(cookies)]
    lives = [(live_as_parent, person) for person in parents] + [(live_as_partner, person) for person in partners]
    threads = [threading.Thread(target=live, args=(person, end)) for live, person in lives]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return parents + partners


def report(people):
    took = sorted(second for person in people for second in person.took)
    errors = [error for person in people for error in person.errors]
    half, most = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(
        f"{len(took)} pages, {len(errors)} errors, half within {half * 1000:.0f} ms, 95 % within {most * 1000:.0f} ms"
    )
    for error in sorted(set(errors)):
        print(f"  {errors.count(error)} x {error}")


def main():
    seconds = int(sys.argv[1]) if sys.argv[1:] else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ.get("DATABASE_URL") or f"sqlite:///{Path(folder) / 'together.sqlite3'}"
        os.environ |= NO_SECRETS | {
            "DATABASE_URL": database, "STATIC_ROOT": f"{folder}/static", "HTTPS": "false", "DEBUG": "false",
            "TRUSTED_PROXIES": "1", "DJANGO_SETTINGS_MODULE": "network_portal.settings",
        }  # fmt: skip
        for command in (["migrate", "-v", "0"], ["load_demo"], ["collectstatic", "--no-input", "-v", "0"]):
            subprocess.run([sys.executable, "manage.py", *command], check=True, stdout=subprocess.DEVNULL)
        cookies = sessions()
        with served("network_portal.wsgi:application", workers=2, threads=64) as (port, _pids):
            report(live_together(port, cookies, seconds))


if __name__ == "__main__":
    main()
