"""The notepad, whose memory is its address."""

import re

import pytest
from django.urls import reverse

from offers.models.choices import Publication
from offers.notepad import MOST, address_with, keys_in
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_opening, make_partner

pytestmark = pytest.mark.django_db


def notepad(client, keys="", **query):
    return client.get(reverse("offers:notepad"), {"o": keys} | query)


def titles(response):
    return [entry.offer.title for entry in response.context["entries"]]


@pytest.mark.parametrize(
    ("text", "keys", "understood"),
    [
        ("", [], True),
        ("12.34.56", [12, 34, 56], True),
        ("12.12.3", [12, 3], True),
        (".12..3.", [12, 3], True),
        ("12.x.3", [12, 3], False),
        ("-1.²", [], False),
        ("9" * 11, [], False),
        (".".join(str(number) for number in range(100, 131)), list(range(100, 130)), False),
    ],
)
def test_keys_in_reads_what_it_can(text, keys, understood):
    assert keys_in(text) == (keys, understood)


def test_address_with_one_more_keeps_the_list_short():
    full = ".".join(str(number) for number in range(1, MOST + 1))
    assert address_with(99, full) == "/merkzettel/?o=" + ".".join(str(number) for number in [*range(2, MOST + 1), 99])


def test_notepad_lists_offers_in_the_order_chosen(client):
    offers = [make_offer(title=title) for title in ("B", "A")]
    assert titles(notepad(client, f"{offers[0].pk}.{offers[1].pk}")) == ["B", "A"]


def test_notepad_removes_by_an_address_without_the_offer(client):
    one, two = make_offer(), make_offer()
    entries = notepad(client, f"{one.pk}.{two.pk}").context["entries"]
    assert [entry.without for entry in entries] == [f"/merkzettel/?o={two.pk}", f"/merkzettel/?o={one.pk}"]


def test_notepad_carries_the_list_to_the_offers(client):
    one, two = make_offer(slug="eins"), make_offer()
    (first, _second) = notepad(client, f"{one.pk}.{two.pk}").context["entries"]
    assert first.address == f"/angebote/eins/?merk={one.pk}.{two.pk}"


def test_notepad_says_what_it_left_out(client):
    hidden = make_offer(publication=Publication.DRAFT)
    response = notepad(client, f"{hidden.pk}.x")
    assert (titles(response), response.context["complaints"]) == (
        [],
        [
            "Ein Angebot auf dieser Liste gibt es nicht mehr, oder es ist nicht öffentlich.",
            "Ein Teil der Adresse war nicht lesbar. Auf eine Liste passen höchstens 30 Angebote.",
        ],
    )


def test_notepad_finds_more_without_losing_the_list(client):
    one, two = make_offer(), make_offer(title="Schuldnerberatung")
    response = notepad(client, str(one.pk), q="Schuldnerberatung")
    assert response.context["found"] == [(two, f"/merkzettel/?o={one.pk}.{two.pk}")]


def test_notepad_shows_a_code_only_for_a_list(client):
    offer = make_offer()
    codes = [notepad(client, keys).context["qr"] for keys in ("", str(offer.pk))]
    assert [code is None for code in codes] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_notepad_needs_no_more_queries_for_more_offers(client, count, django_assert_num_queries):
    places = [make_location(municipality=make_municipality(f"Ort {number}")) for number in range(count)]
    offers = [make_offer(contacts=[make_contact()], locations=[place]) for place in places]
    for offer in offers:
        make_opening(offer)
    with django_assert_num_queries(8):
        notepad(client, ".".join(str(offer.pk) for offer in offers))


def test_hidden_addresses_and_contacts_stand_nowhere_on_the_notepad(client):
    place = make_location(
        name="Haus Kanarie", street="Kanariengasse 7", postcode="03238",
        municipality=make_municipality("Kanarienstadt"),
        is_hidden=True, directions="Kanarienhof",
    )  # fmt: skip
    offer = make_offer(
        locations=[place], contacts=[make_contact(name="Kanarie", phone="+493023125999", is_public=False)]
    )
    make_opening(offer, location=place)
    text = notepad(client, str(offer.pk), q=offer.title).content.decode()
    assert [word for word in ("Kanarie", "03238", "23125999", "23125 999") if word in text] == []


@pytest.mark.parametrize(
    "query", ["o=%00", "o=" + "1." * 5000, "o=%ff", "o=1&o=2", "q=" + "x" * 10_000, "q=%22%3E%3Cb"]
)
def test_notepad_survives_whatever_stands_in_the_address(client, query):
    response = client.get(f"/merkzettel/?{query}")
    assert (response.status_code, dict(response.cookies)) == (200, {})


def link_for_professionals(client, offers):
    keys = ".".join(str(offer.pk) for offer in offers)
    return re.findall(rf'href="{reverse("referrals:new")}\?auswahl=([0-9.]+)"', notepad(client, keys).content.decode())


def test_notepad_leads_professionals_to_a_referral_to_the_first_five_who_take_them(client):
    offers = [make_offer(partner=make_partner(takes_referrals=True, inbox_email="a@example.org")) for _ in range(6)]
    again, former = make_offer(partner=offers[0].partner), make_offer(partner=make_partner(membership="former"))
    former.partner.takes_referrals, former.partner.inbox_email = True, "b@example.org"
    former.partner.save()
    first_five = ".".join(str(offer.pk) for offer in offers[:5])
    assert link_for_professionals(client, [former, make_offer(), offers[0], again, *offers[1:]]) == [first_five]


def test_notepad_says_nothing_of_referrals_where_nobody_takes_them(client):
    assert link_for_professionals(client, [make_offer()]) == []
