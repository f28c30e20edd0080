"""A new offer: one page, from nothing to submitted."""

from datetime import time

import pytest
from django.urls import reverse

from network_portal.accounts.sign_ins import end_all
from offers.models import Offer
from offers.models.choices import Publication
from tests.factories import make_contact, make_field, make_location, make_offer, make_partner, make_topic
from tests.offers.editing.forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    partner = make_partner(name="Haus am Markt")
    make_location(partner)
    make_contact(partner)
    return partner


def address_of(partner):
    return reverse("offers:new", args=[partner.slug])


def test_new_offer_starts_with_what_is_usual_at_the_partner(client_of, partner):
    usual = make_offer(partner=partner, kind="course")
    form = client_of("editor", partner).get(address_of(partner)).context["form"]
    shown = {name: form[name].value() for name in ("kind", "policy_field", "delivery", "locations", "contacts")}
    assert shown == {
        "kind": "course",
        "policy_field": usual.policy_field.pk,
        "delivery": ["on_site"],
        "locations": [partner.locations.get().pk],
        "contacts": [partner.contacts.get().pk],
    }


def test_new_offer_goes_from_one_page_to_submitted(client_of, partner):
    topic = make_topic()
    client = client_of("editor", partner)
    answers = {"title": "Kurs für Väter", "summary": "Wir kochen zusammen.", "policy_field": topic.policy_field.pk,
               "topics": [topic.pk], "times": "Mo-Mi 9-12 Uhr", "first_step": "Rufen Sie uns an.", "submit": "1",
               "cost_kind": "priced", "amount": "12,50", "documents_known": "none", "anonymity": "name",
               "access": "appointment"}  # fmt: skip
    response = client.post(address_of(partner), sent_by(client, address_of(partner), **answers))
    offer = Offer.objects.get()
    assert response.headers["Location"] == reverse("offers:workspace", args=[offer.pk])
    assert (offer.slug, offer.publication, offer.editor) == ("kurs-fuer-vaeter", Publication.SUBMITTED, client.user)
    assert [(row.weekdays, row.opens) for row in offer.opening_times.all()] == [(["MO", "TU", "WE"], time(9))]
    assert [str(row) for row in [*offer.next_steps.all(), *offer.costs.all()]] == ["Rufen Sie uns an.", "12,50 €"]


def test_new_offer_that_lacks_something_stays_a_draft_and_says_what(client_of, partner):
    client = client_of("editor", partner)
    answers = {"title": "Kurs", "policy_field": make_field().pk, "times": "wenn der Mond scheint", "submit": "1"}
    page = client.post(address_of(partner), sent_by(client, address_of(partner), **answers), follow=True)
    offer = Offer.objects.get()
    assert (offer.publication, offer.hours_text) == (Publication.DRAFT, "wenn der Mond scheint")
    assert [fact.field for fact in page.context["needed"]] == ["summary", "topics", "next_steps-group"]
    assert f"{reverse('offers:edit', args=[offer.pk, 'what'])}#id_summary" in page.content.decode()


def test_new_offer_without_a_title_keeps_the_text(client_of, partner):
    client = client_of("editor", partner)
    page = client.post(address_of(partner), sent_by(client, address_of(partner), summary="Wir kochen.", title=""))
    assert (Offer.objects.count(), page.context["form"]["summary"].value()) == (0, "Wir kochen.")


def test_new_offer_takes_no_places_of_others(client_of, partner):
    client, foreign = client_of("editor", partner), make_location()
    page = client.post(address_of(partner), sent_by(client, address_of(partner), title="Kurs", locations=[foreign.pk]))
    assert ("locations" in page.context["form"].errors, Offer.objects.count()) == (True, 0)


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("coordinator", 200), ("nobody", 404), ("other", 404)])
def test_new_offer_is_for_those_who_act_for_the_partner(client_of, partner, role, status):
    client = client_of("editor") if role == "other" else client_of(role, partner)
    answers = [client.get(address_of(partner)), client.post(address_of(partner), {})]
    assert [answer.status_code for answer in answers] == [status, status]


def test_new_offer_typed_while_the_login_ended_is_there_again(client_of, partner):
    client = client_of("editor", partner)
    typed = sent_by(client, address_of(partner), title="Kurs für Väter", submit="1")
    end_all(client.user)
    client.post(address_of(partner), typed)
    client.force_login(client.user)
    page = client.get(address_of(partner))
    assert (page.context["form"]["title"].value(), page.context["is_kept"]) == ("Kurs für Väter", True)
    assert Offer.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "is_said"), [("offers:new", True), ("partners:profile-edit", True), ("partners:profile", False)]
)
def test_pages_with_long_forms_say_when_a_login_ends(client_of, partner, name, is_said):
    page = client_of("editor", partner).get(reverse(name, args=[partner.slug])).content.decode()
    # The warning five minutes before stands on all pages, the hint in advance where one writes.
    assert ('data-session="1800"' in page, "endet nach 30 Minuten ohne Eingabe" in page) == (True, is_said)


def test_new_offer_speaks_to_the_partner_not_to_parents(client_of, partner):
    form = client_of("editor", partner).get(address_of(partner)).context["form"]
    assert [str(label) for _value, label in form.fields["delivery"].choices][-2:] == [
        "zu Hause bei den Eltern", "dort, wo die Eltern sind",
    ]  # fmt: skip
    assert next(iter(form.fields["policy_field"].choices)) == ("", "Bitte wählen")


def test_keys_beyond_every_number_are_no_choices(client_of, partner):
    client = client_of("editor", partner)
    values = sent_by(client, address_of(partner), title="Kurs", topics=[2**63], locations=[10**30])
    assert client.post(address_of(partner), values).status_code in {200, 400}  # PostgreSQL says it in the form
    assert not Offer.objects.exists()
