"""Whose pages open for whom: the own organisation's, and 404 for everybody else, whatever the method."""

import pytest
from django.urls import reverse

from partners.models import Invitation, Location, Membership
from tests.factories import make_contact, make_location, make_membership, make_partner

pytestmark = pytest.mark.django_db
OWN = [
    "profile", "profile-edit", "closing", "absence", "location-new", "location-edit", "location-delete", "contact-new",
    "contact-edit", "contact-delete", "team",
]  # fmt: skip
LED = ["invite", "member"]
POSTED = ["invitation-remind", "invitation-withdraw"]


def addresses(partner):
    keys = {
        "location": make_location(partner).pk,
        "contact": make_contact(partner).pk,
        "member": make_membership(partner=partner).pk,
        "invitation": Invitation.objects.create(partner=partner, email="new@example.org").pk,
    }
    for name in [*OWN, *LED, *POSTED]:
        key = keys.get(name.partition("-")[0])
        has_key = key is not None and not name.endswith("-new")
        yield name, reverse(f"partners:{name}", args=[partner.slug, key] if has_key else [partner.slug])


@pytest.mark.parametrize("role", ["manager", "editor", "moderator", "nobody"])
def test_pages_of_another_partner_are_not_there(client_of, role):
    partner, client = make_partner(), client_of(role)
    for name, address in addresses(partner):
        # An address that knows no such method says so to everybody.
        assert client.get(address).status_code == (405 if name in POSTED else 404), address
        assert client.post(address).status_code == (405 if name in ("profile", "team") else 404), address


def test_pages_need_a_login(client):
    for _name, address in addresses(make_partner()):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(("role", "led"), [("coordinator", 200), ("manager", 200), ("editor", 404), ("moderator", 404)])
def test_pages_open_for_the_right_people(client_of, role, led):
    partner = make_partner()
    client = client_of(role, partner)
    found = {name: client.get(address).status_code for name, address in addresses(partner)}
    expected = dict.fromkeys(OWN, 200) | dict.fromkeys(LED, led) | dict.fromkeys(POSTED, 405)
    assert found == expected


def test_rows_of_another_partner_are_not_there(client_of):
    client = client_of("manager", partner := make_partner())
    for name, key in {
        "location-edit": make_location().pk,
        "location-delete": make_location().pk,
        "contact-edit": make_contact().pk,
        "contact-delete": make_contact().pk,
        "member": make_membership().pk,
        "invitation-remind": Invitation.objects.create(partner=make_partner(), email="new@example.org").pk,
    }.items():
        assert client.post(reverse(f"partners:{name}", args=[partner.slug, key])).status_code == 404, name


@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("editor", 404)])
def test_secret_address_opens_for_managers_only(client_of, role, status):
    place = make_location(make_partner(), is_hidden=True)
    client = client_of(role, place.partner)
    for name in ("location-edit", "location-delete"):
        assert client.get(reverse(f"partners:{name}", args=[place.partner.slug, place.pk])).status_code == status


def test_editor_cannot_hide_or_reveal_an_address(client_of):
    place = make_location(make_partner(), street="Beispielweg 1")
    client = client_of("editor", place.partner)
    address = reverse("partners:location-edit", args=[place.partner.slug, place.pk])
    assert "is_hidden" not in client.get(address).context["form"].fields
    answers = dict.fromkeys(client.get(address).context["form"].fields, "unknown")
    client.post(address, answers | {"street": "Beispielweg 2", "postcode": "", "town": "", "is_hidden": "on"})
    assert Location.objects.get(pk=place.pk).is_hidden is False


def test_colleague_may_leave_but_not_see_others_off(client_of):
    partner = make_partner()
    client = client_of("editor", partner)
    own = Membership.objects.get(user=client.user)
    assert client.get(reverse("partners:member", args=[partner.slug, own.pk])).status_code == 200
    response = client.get(reverse("partners:member", args=[partner.slug, own.pk]))
    assert response.context["rights"] is None
