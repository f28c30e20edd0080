import re
from datetime import date

import pytest
from django.urls import reverse

from offers.models.choices import Publication
from partners.models import Partner, PartnerLink
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_partner,
)

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    """The answer, and its text."""
    response = client.get(reverse(f"partners:{name}", args=args), query)
    assert response.status_code == 200
    return response, response.content.decode()


def names(response):
    """Names of the partners on the list, group by group."""
    return [[card.partner.name for card in cards] for _heading, cards in response.context["groups"]]


def test_partner_list_groups_by_kind_and_one_kind_can_be_chosen(client):
    make_partner(name="Verein", kind="association")
    make_partner(name="Amt", kind="authority")
    assert names(page(client, "list")[0]) == [["Amt"], ["Verein"]]
    assert names(page(client, "list", art="association")[0]) == [["Verein"]]


@pytest.mark.parametrize("kind", ["church", "nonsense", "", "\x00"])
def test_partner_list_shows_all_where_the_kind_has_no_partner(client, kind):
    make_partner(name="Amt", kind="authority")
    assert names(page(client, "list", art=kind)[0]) == [["Amt"]]


@pytest.mark.parametrize(
    ("number", "shown", "others"),
    [
        ("", ["Amt", *(f"Verein {n:03}" for n in range(49))], ["?seite=2"]),
        ("2", [f"Verein {n:03}" for n in range(49, 120)], ["?seite=1"]),
        ("99", [f"Verein {n:03}" for n in range(49, 120)], ["?seite=1"]),
    ],
)
def test_partner_list_of_many_shows_them_page_by_page(client, number, shown, others):
    make_many(120)
    make_partner(name="Amt", kind="authority")
    response, text = page(client, "list", seite=number)
    assert [name for group in names(response) for name in group] == shown
    assert re.findall(r'rel="(?:prev|next)" href="(.*?)"', text) == others


def test_partner_list_keeps_the_kind_from_page_to_page(client):
    make_many(120)
    text = page(client, "list", art="association")[1]
    assert re.findall(r'rel="next" href="(.*?)"', text) == ["?art=association&amp;seite=2"]


@pytest.mark.parametrize(("count", "cards"), [(100, 100), (101, 50)])
def test_partner_list_is_one_page_up_to_a_hundred(client, count, cards):
    make_many(count)
    assert page(client, "list")[1].count('<article class="card">') == cards


def test_contact_page_of_many_keeps_the_search_from_page_to_page(client):
    partner = make_partner()
    field, place = make_field(moderator=partner), make_location(partner, municipality=make_municipality("Herzberg"))
    for _number in range(120):
        make_contact(partner, location=place)
    response, text = page(client, "contacts", ort="herz", feld=field.slug)
    assert [contact for group in response.context["groups"] for contact in group.contacts] == list(
        partner.contacts.order_by("pk")[:50]
    )
    assert re.findall(r'rel="next" href="(.*?)"', text) == [f"?ort=herz&amp;feld={field.slug}&amp;seite=2"]


def make_many(count):
    """So many associations."""
    rows = [Partner(name=f"Verein {n:03}", slug=f"verein-{n}", kind="association") for n in range(count)]
    return Partner.objects.bulk_create(rows)


def test_partner_list_without_partners_leads_on(client):
    text = page(client, "list")[1]
    assert text.count(f'href="{reverse("help-now")}"') == 2  # in the header and in the text


@pytest.mark.parametrize("count", [1, 3])
def test_partner_pages_take_no_more_queries_for_more_rows(client, count, django_assert_num_queries):
    partner = make_partner(parent=make_partner())
    for number in range(count):
        place = make_location(partner, municipality=make_municipality(f"Ort {number}"))
        make_contact(partner, location=place)
        make_contact(partner)
        make_offer(partner=partner, locations=[place])
        make_field(moderator=partner)
        make_partner(parent=partner)
    with django_assert_num_queries(9):
        page(client, "list")
    with django_assert_num_queries(10):
        page(client, "detail", partner.slug)
    with django_assert_num_queries(5):
        page(client, "contacts")


def test_partner_page_shows_published_own_and_shared_offers(client):
    partner = make_partner()
    make_offer(partner=partner, title="Own")
    make_offer(title="Shared").co_owners.set([partner])
    make_offer(partner=partner, publication=Publication.DRAFT).co_owners.set([partner])
    make_offer(partner=partner, publication=Publication.HIDDEN)
    make_offer()
    response, _text = page(client, "detail", partner.slug)
    assert sorted(card.title for card in response.context["offers"]) == ["Own", "Shared"]


def test_partner_page_keeps_a_secret_address_and_private_contacts(client):
    partner = make_partner()
    place = make_location(
        partner, is_hidden=True, name="CANARY-NAME", street="CANARY-STREET 7", postcode="04999",
        municipality=make_municipality("CANARY-TOWN"), directions="CANARY-WAY",
    )  # fmt: skip
    make_contact(partner, name="CANARY-PERSON", is_public=False)
    make_contact(partner, name="Aufnahme", location=place)
    make_offer(partner=partner, locations=[place])
    for name, args in (("detail", [partner.slug]), ("list", []), ("contacts", [])):
        text = page(client, name, *args)[1]
        assert ("CANARY" in text, "04999" in text) == (False, False)


def test_partner_page_of_a_former_member_says_so_and_names_nobody(client):
    partner = make_partner(name="Gewesen", membership="former", member_until=date(2025, 6, 30))
    make_contact(partner, name="CANARY")
    make_offer(partner=partner, title="Kurs")
    response, text = page(client, "detail", partner.slug)
    assert [card.title for card in response.context["offers"]] == ["Kurs"]
    assert response.templates[0].name == "partners/former.html"
    assert ("CANARY" in text, "2025" in text) == (False, True)


def test_partner_page_opens_other_sites_without_telling_them_where_one_comes_from(client):
    partner = make_partner(website="https://example.org/start")
    PartnerLink.objects.create(partner=partner, title="Buchen", url="https://example.org/buchen")
    make_contact(partner, form_url="https://example.org/formular")
    text = page(client, "detail", partner.slug)[1]
    assert text.count('href="https://example.org/') == 3
    assert text.count('" rel="noreferrer noopener"') == 3


def test_partner_page_of_an_unknown_partner_is_not_found(client):
    assert client.get(reverse("partners:detail", args=["niemand"])).status_code == 404


@pytest.mark.parametrize("count", [0, 60])
def test_partner_page_shows_none_and_many_offers(client, count):
    partner, fields = make_partner(name="Ä" * 200), [make_field(), make_field()]
    for number in range(count):
        make_offer(partner=partner, policy_field=fields[number % 2])
    response, text = page(client, "detail", partner.slug)
    assert [template.name for template in response.templates].count("offers/_card.html") == count
    assert text.count("<h1") == 1


def test_contact_page_finds_by_place_and_field(client):
    field = make_field(moderator=make_partner())
    place = make_location(field.moderator, municipality=make_municipality("Herzberg"))
    contact = make_contact(field.moderator, name="Frau Bach", location=place)
    make_contact(name="Anderes")
    response, _text = page(client, "contacts", ort="Herzberg", feld=field.slug)
    assert [group.contacts for group in response.context["groups"]] == [[contact]]
    assert response.context["chosen"] == field


@pytest.mark.parametrize(
    "query", [{"ort": "<b>"}, {"feld": "nichts"}, {"ort": "\x00", "feld": "\x00"}, {"ort": "9" * 9999}]
)
def test_contact_page_answers_whatever_is_asked(client, query):
    make_contact(location=make_location(municipality=make_municipality()))
    text = page(client, "contacts", **query)[1]
    assert ("<b>" in text, text.count("<h1")) == (False, 1)
