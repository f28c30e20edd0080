from datetime import date

import pytest

from offers.models.choices import Publication, Status
from partners import directory
from partners.models import ClosingPeriod
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_partner

pytestmark = pytest.mark.django_db


def test_offer_counts_count_published_offers_once_and_shared_ones_for_each():
    own, other = make_partner(), make_partner()
    make_offer(partner=own).co_owners.set([own, other])
    make_offer(partner=own)
    for values in ({"publication": Publication.DRAFT}, {"publication": Publication.HIDDEN}, {"status": Status.ENDED}):
        make_offer(partner=own, **values).co_owners.set([other])
    assert directory.offer_counts() == {own.pk: 2, other.pk: 1}


def test_partner_keys_leave_out_former_members_and_sort_by_kind_and_as_germans_do():
    names = {make_partner(name=name).pk: name for name in ("Zeche", "Ägidius", "Arche")}
    office = make_partner(name="Zentrale", kind="authority")
    make_partner(name="Gewesen", membership="former")
    keys = directory.partner_keys()
    assert list(keys) == ["authority", "association"]
    assert keys["authority"] == [office.pk]
    assert [names[key] for key in keys["association"]] == ["Ägidius", "Arche", "Zeche"]


@pytest.mark.parametrize("count", [1, 3])
def test_partner_cards_take_six_queries(count, django_assert_num_queries):
    partners = [make_partner(name=f"Stelle {number}", parent=make_partner()) for number in range(count)]
    for number, partner in enumerate(partners):
        make_location(partner, municipality=make_municipality(f"Ort {number}"))
        make_offer(partner=partner)
    with django_assert_num_queries(6):
        cards = directory.partner_cards([partner.pk for partner in reversed(partners)])
    assert [card.partner for card in cards] == partners[::-1]


def test_towns_of_names_each_town_once_and_none_of_a_secret_address():
    town, secret = make_municipality("Herzberg"), make_municipality("Geheimdorf")
    partner = make_partner()
    for values in ({}, {}, {"is_hidden": True}):
        make_location(partner, municipality=town, **values)
    make_location(partner, municipality=secret, is_hidden=True)
    make_location(partner, town="Ahrensdorf")
    make_location(partner)
    assert directory.towns_of(partner.locations.all()) == ["Ahrensdorf", "Herzberg"]


def test_places_with_contacts_keep_contacts_at_their_place_and_private_ones_away():
    partner = make_partner()
    place = make_location(partner)
    here, everywhere = make_contact(partner, location=place), make_contact(partner, name="Zentrale")
    make_contact(partner, location=place, is_public=False)
    make_contact(partner, is_public=False)
    places, contacts = directory.places_with_contacts(partner)
    assert [(row.location, row.contacts) for row in places] == [(place, [here])]
    assert contacts == [everywhere]


def test_access_lists_all_answers_as_soon_as_one_is_known():
    known = directory.PartnerPlace(make_location(step_free="yes", lift="no")).access
    assert [code for _label, code, _words in known] == ["yes", "no", *["unknown"] * 4]
    assert directory.PartnerPlace(make_location()).access == []


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [
        (date(2026, 12, 24), date(2027, 1, 1), True),
        (date(2026, 11, 1), date(2026, 11, 21), False),
        (date(2026, 11, 1), date(2026, 11, 22), True),
        (date(2027, 6, 1), date(2027, 6, 2), False),
    ],
)
def test_closing_periods_are_told_while_they_last_and_two_months_before(starts, ends, shown):
    period = ClosingPeriod.objects.create(partner=make_partner(), starts_on=starts, ends_on=ends)
    found = list(directory.coming_closing_periods(period.partner, on=date(2026, 11, 22)))
    assert found == ([period] if shown else [])
