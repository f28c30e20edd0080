"""A parent on a phone, for tests: asks, opens a page with a code, presses the buttons of forms."""

import re

from django.test import Client
from django.urls import reverse

from network_portal.cookieless import new_stamp
from partners.models import Network
from referrals.codes import plain
from referrals.models import Inquiry
from tests.referrals.rows import make_inbox, make_network

QUESTION = "Kanarienvogel: Wie zahle ich die Miete?"


def make_desk(**values):
    """A partner that is the first contact of the network and reads inquiries."""
    desk = make_inbox(name="Lotsenstelle", **values)
    make_network()
    Network.objects.update(desk=desk)
    return desk


def send(path, client=None, **data):
    """A form of ours, sent from a browser without cookies unless ``client`` has some."""
    return (client or Client()).post(path, {"stamp": new_stamp()} | data)


def ask_page(**data):
    """What a parent sees who has asked: the page with the code."""
    return send(reverse("referrals:ask"), **{"text": QUESTION} | data)


def code_on(response) -> str:
    """The code that a page shows, without hyphens."""
    return plain(re.search(r'class="code"[^>]*>([^<]+)<', response.content.decode())[1])


def make_inquiry(**data):
    """A question that was asked on the page: the code and the row."""
    code = code_on(ask_page(**data))
    return code, Inquiry.objects.order_by("-pk")[0]


def act(code, do="", at="thread", /, **data):
    """What a parent sees after pressing a button behind her code."""
    return send(reverse(f"referrals:{at}"), code=code, do=do, **data)


def words(response) -> str:
    """The text of a page in one line."""
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
