"""The page of results."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_location, make_municipality, make_offer, make_partner, make_topic

LIST = reverse("offers:list")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_no_more_queries_for_more_offers(client, settings, count, django_assert_num_queries):
    offers = [make_offer(locations=[make_location(municipality=None)]) for _ in range(count)]
    make_offer(publication="draft")
    client.get(LIST, {"kosten": "free"})  # the index is built once after a change
    # The number of the last change, for the page and for the index, which keeps the rows of the cards it has shown.
    with django_assert_num_queries(2):
        response = client.get(LIST)
    assert sorted(card.title for card in response.context["cards"]) == sorted(offer.title for offer in offers)


@pytest.mark.django_db
def test_list_shows_nothing_that_is_not_published(client):
    secret = "Canary-7361"
    unseen = [{"publication": code} for code in ("draft", "submitted", "hidden", "archived")]
    for values in [*unseen, {"status": "ended"}]:
        make_offer(title=f"{secret} {values}", **values)
    make_offer(title="Shown", partner_note=secret)
    for query in ({}, {"q": secret}, {"q": "Shown"}):
        assert response_without_field(client.get(LIST, query)).count(secret) == 0


def response_without_field(response):
    """The page without what was typed: it stands in the field, on its chip and in the title."""
    text = response.content.decode()
    text = re.sub(r"<title>.*?</title>", "", text, flags=re.DOTALL)
    return re.sub(r'<input type="search".*?>|<a class="chip".*?</a>', "", text, flags=re.DOTALL)


@pytest.mark.django_db
def test_secret_address_shows_neither_town_nor_distance(client):
    town = make_municipality("Geheimstadt", postcode="03238")
    make_offer(title="Shelter", locations=[make_location(municipality=town, street="Geheimweg 1", is_hidden=True)])
    response = client.get(LIST, {"ort": "03238"})
    card = response.context["uncertain_cards"][0]
    assert (card.title, card.towns, card.kilometres) == ("Shelter", "", None)


@pytest.mark.django_db
def test_distance_stands_on_the_card(client):
    here = make_municipality("Finsterwalde", postcode="03238")
    there = make_municipality("Doberlug", latitude="51.6150", longitude="13.5570")
    make_offer(title="There", locations=[make_location(municipality=there)])
    make_offer(title="Here", locations=[make_location(municipality=here)])
    cards = client.get(LIST, {"ort": "Finsterwalde"}).context["cards"]
    assert [(card.title, card.kilometres) for card in cards] == [("Here", 1), ("There", 11)]


@pytest.mark.django_db
def test_chosen_filters_are_removable_one_by_one(client):
    topic, other = make_topic(name="Schulden"), make_topic(name="Sucht")
    make_offer(topics=[topic], cost_kind="free")
    response = client.get(LIST, {"thema": [topic.slug, other.slug], "kosten": "free", "unbekannt": "1"})
    chips = {chip.label: chip.url for chip in response.context["search"].chips}
    assert chips == {
        "Schulden": f"{LIST}?thema={other.slug}&kosten=free",
        "Sucht": f"{LIST}?thema={topic.slug}&kosten=free",
        "kostenlos": f"{LIST}?thema={topic.slug}&thema={other.slug}",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"ort": "Nirgendwo"}, "ort"),
        ({"tag": "gestern"}, "tag"),
        ({"von": "25:00"}, "von"),
        ({"alter": "abc"}, "alter"),
        ({"q": "x" * 300}, "q"),
    ],
)
def test_what_is_not_understood_gets_a_sentence_and_stays_typed(client, query, field):
    response = client.get(LIST, query)
    search = response.context["search"]
    assert list(search.errors) == [field]
    assert search.text[field] == query[field]


@pytest.mark.django_db
def test_pages_hold_every_offer_once(client):
    partners = [make_partner() for _ in range(3)]
    titles = {make_offer(title=f"Offer {n:02}", partner=partners[n % 3]).title for n in range(45)}
    pages = [client.get(LIST, {"seite": n}).context["cards"] for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert {card.title for page in pages for card in page} == titles


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "number"), [("0", 1), ("-3", 1), ("abc", 1), ("2", 2), ("99", 2), ("٣", 1)])
def test_page_number_out_of_range_leads_to_a_page(client, wanted, number):
    for _ in range(21):
        make_offer()
    assert client.get(LIST, {"seite": wanted}).context["page"].number == number


@pytest.mark.django_db
def test_unknown_offers_stand_under_a_heading_of_their_own(client):
    make_offer(title="Free", cost_kind="free")
    make_offer(title="Perhaps", cost_kind="unknown")
    make_offer(title="Priced", cost_kind="priced")
    response = client.get(LIST, {"kosten": "free"})
    shown = [[card.title for card in response.context[name]] for name in ("cards", "uncertain_cards")]
    assert shown == [["Free"], ["Perhaps"]]
    assert response.content.decode().count("Hier bitte nachfragen") == 1
