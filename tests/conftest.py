"""What all tests share."""

import gc
import logging

import pytest
from django.http import HttpResponse
from django.test import Client

from partners.models.membership import Role
from tests.admin_forms import make_coordinator
from tests.factories import make_membership, make_user
from tests.guards import allow_flush

allow_flush()

ROLES = {
    "editor": {},
    "manager": {"role": Role.MANAGER},
    "moderator": {"moderates": True},
}


@pytest.fixture
def coordinator(client):
    """The account of a coordinator, logged in with ``client``."""
    user = make_coordinator("anna", first_name="Anna", last_name="Muster")
    client.force_login(user)
    return user


@pytest.fixture
def client_of():
    """A browser of somebody in a role: “visitor”, “coordinator”, “nobody” (an account without rights), or one of
    ``ROLES`` for ``partner`` (without one, for a partner of her own). ``client.user`` is the account."""

    def of(role, partner=None, **values):
        client = Client()
        if role == "visitor":
            return client
        client.user = make_user(is_staff=role == "coordinator", **values)
        if role in ROLES:
            make_membership(client.user, partner, **ROLES[role])
        client.force_login(client.user)
        return client

    return of


@pytest.fixture
def admin_user(db):
    """The technical administrator of ``admin_client``, with a second factor like everybody."""
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def plain_refusals(monkeypatch):
    """For tests that knock at many closed doors: 403 and 404 without their whole pages, which others look at."""
    monkeypatch.setattr("network_portal.urls.handler403", lambda request, exception: HttpResponse(status=403))
    monkeypatch.setattr("network_portal.urls.handler404", lambda request, exception: HttpResponse(status=404))
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what touches no database: it says the same on every one",
    )


# Files that take longest: begun last, one of the two workers would wait for the other.
LONGEST = [
    "tests/browser/test_partners_pages.py", "tests/browser/test_accessibility.py", "tests/referrals/test_killed.py",
    "tests/referrals/test_random_ways.py", "tests/browser/test_referrals_ways.py", "tests/referrals/test_matrix.py",
    "tests/network_portal/test_demo.py", "tests/test_who_may.py",
]  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    chosen = sorted(items, key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(LONGEST)))
    if config.getoption("--database-only"):
        chosen = [item for item in chosen if item.get_closest_marker("django_db") or touches_database(item)]
    if config.getoption("--no-migrations"):
        chosen = [item for item in chosen if not item.get_closest_marker("migrations")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def pytest_collection_finish():
    """What is loaded by now stays until the end; looking for garbage in it again and again takes a tenth of the run."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def touches_database(item) -> bool:
    """Whether a test asks for the database by a fixture, or is one of Django's own test cases."""
    return bool(DATABASE_FIXTURES & set(item.fixturenames)) or hasattr(getattr(item, "cls", None), "databases")
