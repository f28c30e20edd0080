"""Reporting an error in an entry."""

import pytest
from django.test import Client
from django.urls import reverse

from offers.models import ErrorReport
from offers.models.choices import Publication
from tests.factories import make_offer

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef" * 2


def address(offer):
    return reverse("offers:report", args=[offer.slug])


def send(client, offer, **values):
    return client.post(address(offer), {"kind": "phone", "text": "Es ist die 11.", "token": TOKEN} | values)


def test_report_is_stored_and_leads_to_thanks(client):
    offer = make_offer()
    response = send(client, offer)
    stored = ErrorReport.objects.values_list("offer", "kind", "text").get()
    assert (response.url, stored) == (f"/angebote/{offer.slug}/fehler/danke/", (offer.pk, "phone", "Es ist die 11."))


def test_report_sent_twice_is_one_report(client):
    offer = make_offer()
    answers = [send(client, offer).status_code for _ in range(2)]
    assert (answers, ErrorReport.objects.count()) == ([302, 302], 1)


def test_each_form_has_a_token_of_its_own(client):
    offer = make_offer()
    tokens = {client.get(address(offer)).context["form"]["token"].value() for _ in range(2)}
    assert len(tokens) == 2


@pytest.mark.parametrize("values", [{"kind": ""}, {"kind": "x"}, {"text": "x" * 1001}, {"token": "<b>"}, {"token": ""}])
def test_report_that_makes_no_sense_is_not_stored(client, values):
    response = send(client, make_offer(), **values)
    assert (response.status_code, bool(response.context["form"].errors), ErrorReport.objects.count()) == (200, True, 0)


def test_report_needs_its_csrf_token():
    assert send(Client(enforce_csrf_checks=True), make_offer()).status_code == 403


def test_report_form_is_kept_nowhere_and_sets_the_csrf_cookie_only(client):
    response = client.get(address(make_offer()))
    assert ("no-store" in response.headers["Cache-Control"], list(response.cookies)) == (True, ["csrf"])
    assert (response.cookies["csrf"]["max-age"], response.cookies["csrf"]["expires"]) == ("", "")


def test_thanks_set_no_cookie(client):
    response = client.get(reverse("offers:report-thanks", args=[make_offer().slug]))
    assert (response.status_code, dict(response.cookies)) == (200, {})


@pytest.mark.parametrize("publication", [Publication.DRAFT, Publication.HIDDEN, Publication.ARCHIVED])
def test_report_on_what_is_not_public_is_not_possible(client, publication):
    assert send(client, make_offer(publication=publication)).status_code == 404


def test_report_changes_nothing_on_the_page_of_the_offer(client):
    offer = make_offer()
    before = client.get(offer.get_absolute_url()).content
    send(client, offer, text="Kanarie")
    assert client.get(offer.get_absolute_url()).content == before
