"""Changing what the portal knows of one's own organisation."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network_portal.accounts.sign_ins import end_all
from partners.models import Absence, Contact, Invitation, Location, Partner
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_partner
from tests.offers.editing.forms import sent_by

pytestmark = pytest.mark.django_db


def answers_of(form):
    """What a browser would send if nobody typed anything."""
    values = {name: form[name].value() for name in form.fields if name != "logo"}
    return {name: value for name, value in values.items() if value not in (None, False)}


def posted(client, page, *args, **changed):
    """Open the page, change something, press “save”."""
    address = reverse(f"partners:{page}", args=args)
    return client.post(address, answers_of(client.get(address).context["form"]) | changed)


def test_profile_is_changed_with_its_author(client_of):
    client = client_of("editor", partner := make_partner())
    rows = {"links-TOTAL_FORMS": 1, "links-INITIAL_FORMS": 0, "links-0-title": "Termine"}
    rows |= {"links-0-url": "https://example.org/termine"}
    assert posted(client, "profile-edit", partner.slug, description="Wir helfen.", **rows).status_code == 302
    partner.refresh_from_db()
    assert (partner.description, partner.links.get().title) == ("Wir helfen.", "Termine")
    assert partner.history.first().history_user == client.user


@pytest.mark.parametrize(("ticked", "stored"), [(["name"], ["name"]), ([], ["name", "phone", "concern"])])
def test_partner_says_what_it_asks_for(client_of, ticked, stored):
    partner = make_partner(referral_facts=["language"])
    rows = {"links-TOTAL_FORMS": 0, "links-INITIAL_FORMS": 0}
    posted(client_of("editor", partner), "profile-edit", partner.slug, referral_facts=ticked, **rows)
    partner.refresh_from_db()
    assert partner.referral_facts == stored


def test_second_person_sees_what_changed_meanwhile_and_keeps_her_text(client_of):
    contact = make_contact(make_partner(), phone="+493023125000")
    client = client_of("editor", contact.partner)
    address = reverse("partners:contact-edit", args=[contact.partner.slug, contact.pk])
    answers = answers_of(client.get(address).context["form"]) | {"function": "Leitung"}
    Contact.objects.filter(pk=contact.pk).update(phone="+493023125111")
    response = client.post(address, answers)
    form = response.context["form"]
    assert (form["function"].value(), len(form.non_field_errors())) == ("Leitung", 3)
    again = answers_of(form)
    assert client.post(address, again).status_code == 302
    contact.refresh_from_db()
    assert (contact.function, contact.phone) == ("Leitung", "+493023125000")


@pytest.mark.parametrize(
    ("postcode", "town", "found", "words"),
    [
        ("04916", "", "Herzberg (Elster)", ""),
        ("04916", "Herzberg", "Herzberg (Elster)", ""),
        ("", "Finsterwalde", "Finsterwalde", ""),
        ("99999", "Anderswo", None, "Anderswo"),
    ],
)
def test_place_finds_its_town(client_of, postcode, town, found, words):
    make_municipality("Herzberg (Elster)", postcode="04916")
    make_municipality("Finsterwalde", postcode="03238")
    client = client_of("editor", partner := make_partner())
    response = posted(client, "location-new", partner.slug, street="Beispielweg 1", postcode=postcode, town=town)
    assert response.status_code == 302
    place = partner.locations.get()
    assert (place.municipality and place.municipality.name, place.town) == (found, words)


@pytest.mark.parametrize(
    ("postcode", "town", "field"), [("4916", "", "postcode"), ("04916", "Finsterwalde", "town"), ("", "", "town")]
)
def test_place_refuses_what_cannot_be(client_of, postcode, town, field):
    make_municipality("Herzberg (Elster)", postcode="04916")
    make_municipality("Finsterwalde", postcode="03238")
    client = client_of("editor", partner := make_partner())
    response = posted(client, "location-new", partner.slug, postcode=postcode, town=town)
    assert list(response.context["form"].errors) == [field]
    assert not Location.objects.exists()


def test_town_stays_when_a_place_is_saved_again(client_of):
    town = make_municipality("Herzberg (Elster)", postcode="04916")
    place = make_location(make_partner(), municipality=town, postcode="04916")
    assert posted(client_of("editor", place.partner), "location-edit", place.partner.slug, place.pk).status_code == 302
    place.refresh_from_db()
    assert (place.municipality, place.town) == (town, "")


def test_contact_needs_a_right_number(client_of):
    client = client_of("editor", partner := make_partner())
    assert posted(client, "contact-new", partner.slug, name="Büro", phone="keins").status_code == 200
    assert posted(client, "contact-new", partner.slug, name="Büro", phone="030 / 23125-000").status_code == 302
    assert partner.contacts.get().phone == "+493023125000"


@pytest.mark.parametrize(("name", "make"), [("location", make_location), ("contact", make_contact)])
def test_what_offers_use_is_not_deleted(client_of, name, make):
    row = make(make_partner())
    offer = make_offer(partner=row.partner, title="Beratung", **{f"{name}s": [row]})
    client = client_of("manager", row.partner)
    address = reverse(f"partners:{name}-delete", args=[row.partner.slug, row.pk])
    assert client.post(address).context["uses"] == ["„Beratung“"]
    offer.delete()
    assert client.post(address).status_code == 302
    assert not type(row).objects.exists()


def test_deputy_is_not_deleted(client_of):
    contact = make_contact(make_partner())
    Partner.objects.filter(pk=contact.partner_id).update(deputy=contact)
    client = client_of("manager", contact.partner)
    client.post(reverse("partners:contact-delete", args=[contact.partner.slug, contact.pk]))
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize(("first", "last", "count"), [("2026-12-01", "2026-12-10", 1), ("2026-12-10", "2026-12-01", 0)])
def test_absence_has_a_first_and_a_last_day(client_of, first, last, count):
    client = client_of("editor", partner := make_partner())
    days = {"absences-0-starts_on": first, "absences-0-ends_on": last}
    rows = {"absences-TOTAL_FORMS": 1, "absences-INITIAL_FORMS": 0, **days}
    client.post(reverse("partners:absence", args=[partner.slug]), rows)
    assert Absence.objects.filter(partner=partner).count() == count


@pytest.mark.parametrize("count", [1, 4])
def test_profile_needs_no_more_queries_for_more_rows(client_of, count, django_assert_num_queries):
    client = client_of("manager", partner := make_partner())
    for number in range(count):
        place = make_location(partner, municipality=make_municipality(f"Ort {number}"))
        make_contact(partner, location=place)
        partner.closing_periods.create(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    client.get(reverse("partners:profile", args=[partner.slug]))
    with django_assert_num_queries(13):  # two of them for the menu
        client.get(reverse("partners:profile", args=[partner.slug]))


@pytest.mark.parametrize(
    ("page", "field"),
    [("profile-edit", "description"), ("location-new", "name"), ("contact-new", "name"), ("invite", "name")],
)
def test_text_of_an_ended_session_is_shown_again_but_not_stored(client_of, page, field):
    client = client_of("manager", partner := make_partner())
    address = reverse(f"partners:{page}", args=[partner.slug])
    typed = sent_by(client, address, **{field: "Mitten im Satz", "email": "kim@example.org"})
    end_all(client.user)
    client.post(address, typed)
    client.force_login(client.user)
    versions = Partner.history.count()
    shown = client.get(address).context
    assert (shown["form"][field].value(), shown["is_kept"]) == ("Mitten im Satz", True)
    assert [model.objects.count() for model in (Location, Contact, Invitation)] == [0, 0, 0]
    assert Partner.history.count() == versions
    assert not client.get(address).context["is_kept"]
