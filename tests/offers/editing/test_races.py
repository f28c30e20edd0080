"""What happens at the same moment: two colleagues save one section, one presses a button twice."""

import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from network_portal.once import FIELD, new_token
from offers.models import Offer
from tests.factories import make_offer
from tests.offers.editing.forms import edit_address, sent_by
from tests.other_process import SharedDatabase

HELD = 0.2  # seconds in which both arrive at the lock


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """Makes a database that several threads can open: on SQLite a copy in a file, for that of the tests has none."""

    def share():
        database = SharedDatabase(tmp_path)
        if connection.vendor == "sqlite":
            monkeypatch.setitem(connection.settings_dict, "NAME", str(database.path))
        return database

    return share


@contextmanager
def held(database, offer):
    """The entry while somebody else has it: whoever wants to change it waits until the end of this block."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(database.path, isolation_level=None)) as opened:
            opened.execute("BEGIN IMMEDIATE")
            yield
            opened.execute("COMMIT")
    else:
        with transaction.atomic():
            Offer.objects.select_for_update().get(pk=offer.pk)
            yield


def post_at_once(database, offer, posts):
    """What each of ``posts`` (client, address, data) is answered, in their order; all wait for one lock first."""
    answers, started = {}, threading.Barrier(len(posts) + 1)

    def post(number, client, address, data):
        try:
            started.wait(timeout=10)
            answers[number] = client.post(address, data)
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=(number, *sent)) for number, sent in enumerate(posts)]
    for thread in threads:
        thread.start()
    with held(database, offer):
        started.wait(timeout=10)
        threads[0].join(timeout=HELD)
        assert answers == {}
    for thread in threads:
        thread.join(timeout=20)
    return [answers[number] for number in range(len(posts))]


@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_save_at_once_is_told(client_of, shared):
    offer = make_offer(title="Rat")
    address, people = edit_address(offer, "what"), [client_of("editor", offer.partner) for _ in range(2)]
    posts = [(one, address, sent_by(one, address, title=f"Von {n}")) for n, one in enumerate(people)]
    database = shared()
    answers = [answer.status_code for answer in post_at_once(database, offer, posts)]
    assert sorted(answers) == [302, 409]
    assert database.run("SELECT title FROM offers_offer") == [(f"Von {answers.index(302)}",)]


@pytest.mark.django_db(transaction=True)
def test_button_pressed_twice_at_once_makes_one_copy(client_of, shared):
    offer = make_offer()
    first, second = client_of("editor", offer.partner), Client()
    second.force_login(first.user)
    press = (reverse("offers:copy", args=[offer.pk]), {FIELD: new_token()})
    database = shared()
    answers = post_at_once(database, offer, [(first, *press), (second, *press)])
    assert database.run("SELECT count(*) FROM offers_offer") == [(2,)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
