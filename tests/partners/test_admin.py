"""The coordinators' pages of partners, the network, places and accounts."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from partners.models import Membership, Network, SchoolHoliday
from tests.admin_forms import form_data, person
from tests.factories import make_contact, make_location, make_municipality, make_partner

pytestmark = pytest.mark.django_db


def make_rows():
    """One row of every kind that has a list here."""
    partner = make_partner()
    town = make_municipality(postcode="03238")
    return {
        "partners_partner": partner,
        "partners_location": make_location(partner, municipality=town),
        "partners_contact": make_contact(partner),
        "partners_municipality": town,
        "partners_postcode": town.postcodes.get(),
        "partners_schoolholiday": SchoolHoliday.objects.create(
            state="BB", name="Winterferien", starts_on="2026-02-02", ends_on="2026-02-07"
        ),
        "auth_user": Membership.objects.create(user=person("berta"), partner=partner).user,
    }


def test_admin_pages_open_for_coordinators(client, coordinator):
    for name, row in make_rows().items():
        pages = {"changelist": [], "add": [], "change": [row.pk], "history": [row.pk]}
        if name == "auth_user":
            del pages["add"]  # people are invited
        answers = {client.get(reverse(f"admin:{name}_{page}", args=keys)).status_code for page, keys in pages.items()}
        assert (name, answers) == (name, {200})


def test_form_for_a_new_account_speaks_german(admin_client):
    form = admin_client.get(reverse("admin:auth_user_add")).context["adminform"].form
    help_text = form.fields["usable_password"].help_text
    assert help_text == "Ohne Passwort kann sich mit diesem Konto niemand anmelden."


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_admin_pages_stay_closed_to_others(client, who):
    rows = make_rows()
    if who == "member":
        client.force_login(person("member"))
    for name, row in rows.items():
        pages = {"changelist": [], "add": [], "change": [row.pk], "history": [row.pk]}
        answers = {client.get(reverse(f"admin:{name}_{page}", args=keys)).status_code for page, keys in pages.items()}
        assert (name, answers) == (name, {302})


def test_network_opens_as_a_form(client, coordinator):
    address = reverse("admin:partners_network_changelist")
    assert client.get(address)["Location"] == reverse("admin:partners_network_add")
    assert not Network.objects.exists()
    Network.objects.create(name="Netz")
    assert client.get(address)["Location"] == reverse("admin:partners_network_change", args=[1])
    assert client.get(reverse("admin:partners_network_add")).status_code == 403
    assert client.get(reverse("admin:partners_network_delete", args=[1])).status_code == 403


def test_network_form_stores_and_comes_back(client, coordinator):
    network = Network.objects.create(name="Netz")
    address = reverse("admin:partners_network_change", args=[1])
    response = client.post(address, form_data(client, network) | {"name": "Netzwerk Süd", "_save": "1"})
    assert (response.status_code, response["Location"]) == (302, address)
    assert Network.objects.get().name == "Netzwerk Süd"


def test_second_coordinator_is_told_about_the_network(client, coordinator):
    network = Network.objects.create(name="Netz")
    address = reverse("admin:partners_network_change", args=[1])
    mine = form_data(client, network)
    client.post(address, mine | {"region": "Süden"})
    form = client.post(address, mine | {"region": "Norden"}).context["adminform"].form
    assert (Network.objects.get().region, form["region"].value()) == ("Süden", "Norden")
    assert str(form.non_field_errors()).count("Anna ") == 1


def test_partner_form_makes_the_address(client, coordinator):
    data = {"name": "Verein Größe e. V.", "slug": "", "kind": "association", "membership": "member", "answer_days": "5"}
    for rows in ("locations", "contacts", "closing_periods", "links", "memberships"):
        data |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    client.post(reverse("admin:partners_partner_add"), data)
    response = client.post(reverse("admin:partners_partner_add"), data)
    assert response.status_code == 302
    page = client.get(reverse("admin:partners_partner_changelist"))
    slugs = [partner.slug for partner in page.context["cl"].queryset.order_by("pk")]
    assert slugs == ["verein-groesse-e-v", "verein-groesse-e-v-2"]


def test_partner_cannot_belong_to_itself(client, coordinator):
    partner = make_partner()
    unit = make_partner(parent=partner)
    data = form_data(client, partner) | {"parent": unit.pk}
    response = client.post(reverse("admin:partners_partner_change", args=[partner.pk]), data)
    assert list(response.context["adminform"].form.errors) == ["parent"]


def test_partner_form_stores_places_and_contacts(client, coordinator):
    partner = make_partner()
    make_location(partner)
    data = form_data(client, partner) | {"contacts-TOTAL_FORMS": "1", "contacts-0-name": "Büro"}
    address = reverse("admin:partners_partner_change", args=[partner.pk])
    assert client.post(address, data).status_code == 200  # nobody could reach them
    client.post(address, data | {"contacts-0-phone": "030 / 23125-000"})
    assert partner.contacts.values_list("name", "phone").get() == ("Büro", "+493023125000")


@pytest.mark.parametrize("count", [1, 3])
def test_partner_list_needs_no_more_queries_for_more_partners(client, coordinator, count, django_assert_num_queries):
    for _number in range(count):
        make_partner()
    client.get(reverse("admin:partners_partner_changelist"))  # the first page of a login notes its time
    with django_assert_num_queries(8):
        client.get(reverse("admin:partners_partner_changelist"))


def test_coordinator_makes_no_technical_administrator(client, coordinator):
    berta, root = person("berta"), get_user_model().objects.create_superuser("root")
    address = reverse("admin:auth_user_change", args=[berta.pk])
    client.post(address, form_data(client, berta) | {"is_superuser": "on", "is_staff": "on"})
    berta.refresh_from_db()
    assert (berta.is_staff, berta.is_superuser) == (True, False)
    page = client.post(reverse("admin:auth_user_change", args=[root.pk]), {"username": "mine"})
    assert page.status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403
