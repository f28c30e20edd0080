"""Logging in: with both factors, without telling who has an account, and not at will."""

import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import get_converters

from network_portal.accounts.adapter import AccountAdapter
from network_portal.models import CacheEntry
from partners.models import Network
from tests.factories import make_membership, make_user
from tests.network_portal.accounts.steps import PASSWORD, app_code, enter_password, log_in, make_person
from tests.test_house_rules import OPEN_ADDRESSES, PUBLIC_PAGES

pytestmark = pytest.mark.django_db
ACCOUNT = "/konto/"


def test_login_needs_password_and_code(client):
    person = make_person()
    assert enter_password(client, person.email).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(ACCOUNT).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.get(ACCOUNT).status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert (answer.headers["Location"], client.get(ACCOUNT).status_code) == (reverse("workspace"), 200)


def test_code_opens_one_door_once():
    person = make_person()
    assert log_in(person).get(ACCOUNT).status_code == 200
    assert log_in(person).get(ACCOUNT).status_code == 302
    assert log_in(person, steps=1).get(ACCOUNT).status_code == 200


def test_login_gives_a_new_session(client):
    person = make_person()
    enter_password(client, person.email)
    before = client.session.session_key
    client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_coordinators_start_in_the_administration(client):
    person = make_person(is_staff=True)
    enter_password(client, person.email)
    answer = client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert answer.headers["Location"] == reverse("admin:index")


def test_admin_has_no_login_of_its_own(client, client_of):
    assert client.get("/verwaltung/", follow=True).redirect_chain[-1] == ("/konto/anmelden/?next=/verwaltung/", 302)
    assert client.post("/verwaltung/login/", {"username": "a", "password": "b"}).status_code == 302
    assert client_of("editor").get("/verwaltung/login/").status_code == 403


def test_nobody_can_sign_up():
    assert AccountAdapter().is_open_for_signup(None) is False
    assert "account_signup" not in all_names(get_resolver().url_patterns)


def all_names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            yield from all_names(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_answers_tell_nothing_about_who_has_an_account(name):
    make_person(email="known@example.org")
    answers = []
    for email in ("known@example.org", "unknown@example.org"):
        values = {"login": email, "email": email, "password": "not-the-right-one"}
        response = Client(enforce_csrf_checks=False).post(reverse(name), values, follow=True)
        text = response.content.decode().replace(email, "")
        answers.append(
            (response.redirect_chain, [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line])
        )
    assert answers[0] == answers[1]


def statuses_of_tries(emails, **extra):
    """Whether a try was still looked at (200) or refused (429), for each address in turn."""
    return [enter_password(Client(), email, "not-the-right-one", **extra).status_code for email in emails]


def test_sixth_try_for_an_account_is_refused_from_any_address():
    person = make_person()
    tries = [statuses_of_tries([person.email], REMOTE_ADDR=f"192.0.2.{number}")[0] for number in range(1, 7)]
    assert tries == [200] * 5 + [429]
    assert enter_password(Client(), person.email).status_code == 429  # not even the right one


def test_eleventh_try_from_an_address_is_refused_whatever_it_claims():
    emails = [f"nobody-{number}@example.org" for number in range(11)]
    tries = [statuses_of_tries([email], HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")[0] for n, email in enumerate(emails)]
    assert tries == [200] * 10 + [429]


def test_address_comes_from_our_own_proxy_only(settings):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.7, 192.0.2.1", REMOTE_ADDR="203.0.113.9")
    assert AccountAdapter().get_client_ip(request) == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert AccountAdapter().get_client_ip(request) == "192.0.2.1"


def test_tries_are_counted_where_all_processes_look_and_hold_no_address():
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    enter_password(Client(), "somebody@example.org", REMOTE_ADDR="192.0.2.77")
    rows = list(CacheEntry.objects.values_list("cache_key", "value"))
    assert len(rows) >= 2
    assert [row for row in rows if len(row[0]) != 64 or "192.0.2" in row[1] or "example" in row[1]] == []


def test_second_step_is_limited_too(client):
    person = make_person()
    enter_password(client, person.email)
    for _number in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.post(reverse("mfa_authenticate"), {"code": app_code()}).status_code == 429
    assert client.get(ACCOUNT).status_code == 302


def test_log_names_accounts_by_number_only(client, caplog):
    caplog.set_level(logging.INFO)
    person = make_person(email="canary@example.org")
    enter_password(client, person.email, "wrong", REMOTE_ADDR="192.0.2.77")
    log_in(person, client)
    client.post(reverse("account_logout"))
    assert f"Account {person.pk} logged in" in caplog.text
    assert [word for word in ("canary", "192.0.2.77", PASSWORD, "wrong") if word in caplog.text] == []


def test_every_private_page_asks_for_a_second_factor(client):
    """Somebody with a password alone, who may see everything else."""
    user = make_user(is_staff=True, is_superuser=True)
    user.authenticator_set.all().delete()
    make_membership(user)
    client.force_login(user)
    opened = {
        name for name, path in private_pages() if client.get(path).headers.get("Location") != "/konto/zweiter-faktor/"
    }
    assert opened == {
        "account_email", "account_reauthenticate", "account_stay", "mfa_activate_totp", "mfa_add_webauthn", "mfa_index",
    }  # fmt: skip


def private_pages():
    """Name and a path of every page that needs a login, the administration's among them."""
    for name, pattern, callback in walk(get_resolver().url_patterns):
        if getattr(callback, "login_required", True) and name not in PUBLIC_PAGES | OPEN_ADDRESSES:
            yield name, pattern


def walk(patterns, route="", namespace=""):
    for pattern in patterns:
        address = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if "(?P" not in address and pattern.name:
                yield f"{namespace}{pattern.name}", path_of(address), pattern.callback
        else:
            yield from walk(
                pattern.url_patterns, address, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


def path_of(route):
    """An address of this form; every placeholder filled with something that fits."""
    return "/" + re.sub("<[^>]+>", lambda part: sample_of(part[0]), route)


def sample_of(placeholder):
    """Something for “<int:pk>”: a number, the first of a list of words, else “x”."""
    kind = placeholder.strip("<>").rpartition(":")[0] or "str"
    words = str(get_converters()[kind].regex).strip("()?:").split("|")
    return "1" if kind == "int" else words[0] if len(words) > 1 else "x"


def test_public_pages_do_not_touch_the_counts(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("home"))
    assert [query["sql"] for query in queries if "cacheentry" in query["sql"]] == []


def test_demo_accounts_are_shut_out_of_a_real_network(client):
    person = make_person(email="redaktion@example.org")
    network = Network.objects.create(name="Netz", is_demo=False)
    assert enter_password(client, person.email).headers["Location"] == reverse("account_inactive")
    network.is_demo = True
    network.save()
    assert enter_password(client, person.email).headers["Location"] == reverse("mfa_authenticate")
