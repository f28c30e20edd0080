"""A form that is sent twice – a double click – happens once; one that was refused may be sent again."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from network_portal.once import FIELD
from offers.models import CostOption, Offer
from partners.models import Absence, Contact, Invitation, Location
from tests.admin_forms import FormReader, make_coordinator
from tests.factories import make_field, make_offer, make_partner
from tests.offers.editing.forms import edit_address, sent_by

pytestmark = pytest.mark.django_db

FORMS = [
    (Offer, "offers:new", {"title": "Kurs", "policy_field": "1"}),
    (Location, "partners:location-new", {"name": "Haus am Markt"}),
    (Contact, "partners:contact-new", {"name": "Team", "phone": "030 23125000"}),
    (Absence, "partners:absence", {"absences-0-starts_on": "2040-01-01", "absences-0-ends_on": "2040-01-02"}),
]


@pytest.mark.parametrize(("model", "name", "answers"), FORMS)
def test_form_sent_twice_makes_one_row(client_of, model, name, answers):
    make_field(pk=1)
    client = client_of("editor", partner := make_partner())
    address = reverse(name, args=[partner.slug])
    sent = sent_by(client, address, **answers)
    led_to = [client.post(address, sent).headers["Location"] for _ in range(2)]
    assert (model.objects.count(), len(set(led_to))) == (1, 1)


def token_of(client, address) -> str:
    page = FormReader()
    page.feed(client.get(address).content.decode())
    return page.sent[FIELD][0]


def test_entry_of_the_administration_sent_twice_is_one_entry(client, coordinator):
    address = reverse("admin:partners_contact_add")
    sent = {"partner": make_partner().pk, "name": "Team", "phone": "030 23125000", FIELD: token_of(client, address)}
    refused = client.post(address, sent | {"name": ""}).status_code
    led_to = [client.post(address, sent).headers["Location"] for _ in range(2)]
    assert (refused, Contact.objects.count(), len(set(led_to))) == (200, 1, 1)


def test_pop_up_of_the_administration_sent_twice_hands_back_the_same_entry(client, coordinator):
    address = reverse("admin:partners_contact_add") + "?_popup=1"
    sent = {"partner": make_partner().pk, "name": "Team", "phone": "030 23125000", "_popup": "1"}
    sent[FIELD] = token_of(client, address)
    refused = client.post(address, sent | {"name": ""}).content
    first, second = (client.post(address, sent).content for _ in range(2))
    assert (first == second, b"data-popup-response" in first, b"data-popup-response" in refused) == (True, True, False)
    assert Contact.objects.count() == 1


def test_new_account_sent_twice_is_one_account(client):
    client.force_login(make_coordinator(is_superuser=True))
    address = reverse("admin:auth_user_add")
    sent = {"username": "bea", "usable_password": "false", FIELD: token_of(client, address)}
    led_to = [client.post(address, sent).headers["Location"] for _ in range(2)]
    assert len(set(led_to)) == 1
    assert get_user_model().objects.filter(username="bea").count() == 1


def test_form_opened_anew_is_another_form(client_of):
    client = client_of("editor", partner := make_partner())
    address = reverse("partners:location-new", args=[partner.slug])
    for _ in range(2):
        client.post(address, sent_by(client, address, name="Haus am Markt"))
    assert Location.objects.count() == 2


def test_copy_pressed_twice_is_one_copy(client_of):
    offer = make_offer()
    client = client_of("editor", offer.partner)
    page = reverse("offers:workspace", args=[offer.pk])
    sent = {FIELD: sent_by(client, page)[FIELD]}
    led_to = {client.post(reverse("offers:copy", args=[offer.pk]), sent).headers["Location"] for _ in range(2)}
    assert led_to == {reverse("offers:workspace", args=[Offer.objects.exclude(pk=offer.pk).get().pk])}


def test_invitation_pressed_twice_complains_of_nothing(client_of):
    client = client_of("manager", partner := make_partner())
    address = reverse("partners:invite", args=[partner.slug])
    sent = sent_by(client, address, name="Kim", email="kim@example.org", role="editor")
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Invitation.objects.count() == 1


def test_section_saved_twice_is_no_conflict_with_oneself(client_of):
    offer = make_offer()
    client, address = client_of("editor", offer.partner), edit_address(offer, "cost")
    sent = sent_by(client, address, **{"costs-TOTAL_FORMS": "1", "costs-0-label": "Kurs", "costs-0-amount": "5"})
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert CostOption.objects.count() == 1


def test_refused_form_may_be_sent_again(client_of):
    client = client_of("editor", partner := make_partner())
    address = reverse("partners:location-new", args=[partner.slug])
    sent = sent_by(client, address)
    assert [client.post(address, sent | name).status_code for name in ({}, {"name": "Haus am Markt"})] == [200, 302]
    assert Location.objects.count() == 1


def test_token_of_somebody_else_stops_nobody(client_of):
    partner = make_partner()
    anna, bea = client_of("editor", partner), client_of("editor", partner)
    address = reverse("partners:location-new", args=[partner.slug])
    sent = sent_by(anna, address, name="Haus am Markt")
    assert [one.post(address, sent).status_code for one in (anna, bea)] == [302, 302]
    assert Location.objects.count() == 2
