"""The portal for reading only: everything public shows, nothing is taken in, erasing goes on."""

from datetime import timedelta

import pytest
from django.db import ConnectionHandler, DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal import tick
from network_portal.readonly import open_for_reading
from partners.models import Invitation, Network
from tests.factories import make_offer, make_partner
from tests.referrals.rows import make_inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(settings):
    """A browser of the portal for reading only, with a session of before."""
    settings.READ_ONLY = True
    Network.objects.create(name="Netz", desk=make_partner(), desk_phone="+493023125000", email="post@example.org")
    client = Client()
    client.cookies["session"] = "of-before"
    return client


@pytest.fixture
def reading_database():
    """The database refuses to be changed, as it does in the application server."""
    make_offer(slug="rat")
    mode = getattr(connection, "transaction_mode", None)
    with transaction.atomic(), connection.cursor() as cursor:
        open_for_reading(connection)
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION READ ONLY")  # the test began its transaction before
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only=OFF")
            connection.transaction_mode = mode
        transaction.set_rollback(True)  # on PostgreSQL this takes both settings back


def test_transactions_that_only_read_go_on(tmp_path):
    options = {"transaction_mode": "IMMEDIATE"}
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "portal.sqlite3", "OPTIONS": options}
    reading = ConnectionHandler({"default": database})["default"]
    open_for_reading(reading)
    assert reading.features.supports_json_field  # Django finds out within a transaction
    reading.close()


def test_public_pages_show_while_the_database_refuses_changes(reader, reading_database):
    with pytest.raises(DatabaseError), transaction.atomic():
        make_partner()
    paths = [
        "/",
        "/angebote/",
        "/angebote/rat/",
        "/hilfe-sofort/",
        "/themen/",
        "/partner/",
        "/kalender.ics",
        "/api/hsds/services",
    ]
    assert {path: reader.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert [reader.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_forms_and_logins_are_closed_with_a_sentence_and_a_telephone(reader):
    make_offer(slug="rat")
    for name in ("account_login", "referrals:ask", "referrals:thread", "partners:join", "workspace", "admin:index"):
        answer = reader.get(reverse(name))
        assert (answer.status_code, answer.templates[0].name) == (503, "network_portal/read_only/closed.html"), name
        assert b"+493023125000" in answer.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/", "/anfrage/", "/konto/anmelden/", "/gibt-es-nicht/"])
def test_whatever_would_change_something_is_told_that_nothing_was_stored(reader, method, path):
    answer = getattr(reader, method)(path, {"text": "geheim"})
    assert (answer.status_code, answer.context["was_sent"]) == (503, True)
    assert answer["Cache-Control"] == "no-store, private"
    assert b"geheim" not in answer.content


def test_public_pages_lead_to_no_form(reader):
    make_offer(slug="rat", partner=make_inbox())
    names = ("referrals:ask", "referrals:mine", "referrals:new", "partners:join", "workspace")
    forms = [reverse(name) for name in names]
    forms.append(reverse("offers:report", args=["rat"]))
    for path in ("/", "/angebote/rat/"):
        page = reader.get(path).content.decode()
        assert [address for address in forms if f'href="{address}' in page] == []
        assert 'class="demo"' in page  # the banner


def test_every_job_that_erases_is_named_and_nothing_else_runs(settings):
    settings.READ_ONLY = True
    assert tick.ERASING - {name for name, _job in tick.JOBS} == set()
    counts, failed = tick.run_due()
    assert (set(counts), failed) == (tick.ERASING, [])


def test_personal_data_go_by_their_date_while_nothing_else_is_done(settings):
    settings.READ_ONLY = True
    long_ago = timezone.localdate() - timedelta(days=4000)
    Invitation.objects.create(email="a@example.org", partner=make_partner(), created_on=long_ago, expires_on=long_ago)
    waiting = make_offer(confirmed_on=long_ago)
    tick.run_due()
    waiting.refresh_from_db()
    assert (Invitation.objects.count(), waiting.publication) == (0, "published")


def test_portal_that_takes_everything_in_knows_nothing_of_it(client):
    assert client.get("/anfrage/so-geht-es/").status_code == 200
    assert client.post("/").status_code == 405
