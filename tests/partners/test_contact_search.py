import pytest

from partners.contact_search import search_contacts, with_contacts
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_partner,
)

pytestmark = pytest.mark.django_db


def found(*args):
    """Names of the towns (None: no town) with the names of the contacts there."""
    groups = with_contacts(search_contacts(*args).lines)
    return [(group.town and group.town.name, [contact.name for contact in group.contacts]) for group in groups]


@pytest.fixture
def towns():
    """A partner with a contact in each of two towns, and a village of nobody near the first."""
    partner = make_partner(name="Jobcenter")
    finsterwalde = make_municipality("Finsterwalde", postcode="03238")
    herzberg = make_municipality("Herzberg", postcode="04916", latitude="51.6900", longitude="13.2300")
    make_municipality("Lindena", latitude="51.6000", longitude="13.6000")
    for name, town, postcode in (("Frau Bach", finsterwalde, "03238"), ("Herr Tal", herzberg, "04916")):
        make_contact(partner, name=name, location=make_location(partner, municipality=town, postcode=postcode))
    return partner


@pytest.mark.parametrize("typed", ["Herzberg", "herzb", "04916", "04916 Herzberg", "  Herzberg "])
def test_contacts_are_found_by_the_name_and_the_postcode_of_a_place(towns, typed):
    assert found(typed) == [("Herzberg", ["Herr Tal"])]


@pytest.mark.parametrize("typed", ["", " ", "H", "Atlantis", "99999", "x" * 10_000])
def test_contacts_of_all_places_are_shown_where_no_place_is_meant(towns, typed):
    assert found(typed) == [("Finsterwalde", ["Frau Bach"]), ("Herzberg", ["Herr Tal"])]


def test_contacts_nearest_to_a_village_without_any_are_shown_with_the_way(towns):
    search = search_contacts("Lindena")
    assert [(group.town.name, group.kilometres) for group in search.groups] == [("Finsterwalde", 9), ("Herzberg", 27)]
    assert search.is_nearby


@pytest.mark.parametrize("typed", ["Kreischa", "01731", "kreis"])
def test_contacts_in_a_town_that_the_gazetteer_does_not_know_are_found_too(towns, typed):
    place = make_location(towns, town="Kreischa", postcode="01731")
    make_contact(towns, name="Frau Berg", location=place)
    assert found(typed) == [("Kreischa", ["Frau Berg"])]
    assert search_contacts(typed).is_unknown is False


def test_contacts_for_all_places_stand_last_and_only_where_their_partner_is(towns):
    make_contact(towns, name="Zentrale")
    far = make_partner()
    make_location(far, municipality=make_municipality("Elsterwerda"))
    make_contact(far, name="Zentrale fern")
    make_contact(make_partner(), name="Sorgentelefon")
    assert found("Herzberg") == [("Herzberg", ["Herr Tal"]), (None, ["Zentrale", "Sorgentelefon"])]


def test_contacts_at_secret_addresses_are_never_found_by_their_place(towns):
    shelter = make_partner(name="Frauenhaus")
    place = make_location(shelter, is_hidden=True, municipality=make_municipality("Geheimdorf"), postcode="04999")
    make_contact(shelter, name="Aufnahme", location=place)
    search = search_contacts()
    assert [town.name for town in search.towns] == ["Finsterwalde", "Herzberg"]
    assert [(group.town, group.is_secret) for group in search.groups][-1] == (None, True)
    assert found("Geheimdorf")[-1] == (None, ["Aufnahme"])
    assert found("04999") == found()


def test_contacts_for_partners_only_and_of_former_members_are_not_shown(towns):
    make_contact(towns, name="Intern", is_public=False)
    make_contact(make_partner(membership="former"), name="Gewesen")
    assert found() == [("Finsterwalde", ["Frau Bach"]), ("Herzberg", ["Herr Tal"])]


def test_contacts_of_a_field_are_those_of_its_offers_and_of_active_partners_that_name_nobody():
    field = make_field(moderator=make_partner(name="Moderation"))
    make_contact(field.moderator, name="Moderatorin")
    active = make_partner(name="Träger")
    named = make_contact(active, name="Genannt")
    make_contact(active, name="Offen")
    elsewhere = make_contact(active, name="Anderes Feld")
    make_offer(partner=active, policy_field=field, contacts=[named])
    make_offer(partner=active, contacts=[elsewhere])
    make_offer(policy_field=field, publication="draft", contacts=[make_contact(name="Entwurf")])
    shared = make_contact(name="Mitträger")
    make_offer(partner=active, policy_field=field, contacts=[named]).co_owners.set([shared.partner])
    make_contact(name="Fremd")
    ((_town, names),) = found("", field)
    assert sorted(names) == ["Genannt", "Mitträger", "Moderatorin", "Offen"]


def test_contacts_for_all_places_are_found_where_no_contact_has_a_town():
    make_municipality("Herzberg")
    make_contact(name="Telefon")
    assert found("Herzberg") == [(None, ["Telefon"])]


@pytest.mark.parametrize("typed", ["??", "--"])
def test_signs_alone_mean_no_place(towns, typed):
    assert search_contacts(typed).is_unknown is True


@pytest.mark.django_db(transaction=True)  # within one transaction nothing is kept
def test_contacts_are_read_anew_after_a_change():
    contact = make_contact(name="Frau Bach")
    assert found() == [(None, ["Frau Bach"])]
    make_contact(contact.partner, name="Frau Aue")
    assert found() == [(None, ["Frau Aue", "Frau Bach"])]
    contact.delete()
    assert found() == [(None, ["Frau Aue"])]


@pytest.mark.parametrize("count", [1, 3])
def test_search_contacts_takes_no_more_queries_for_more_rows(towns, count, django_assert_num_queries):
    field = make_field(moderator=towns)
    for number in range(count):
        place = make_location(municipality=make_municipality(f"Ort {number}"))
        make_contact(place.partner, location=place)
        make_offer(partner=place.partner, policy_field=field)
    with django_assert_num_queries(7):
        search = search_contacts("Herzberg", field)
    assert len(search.towns) == 2 + count
    with django_assert_num_queries(1):
        with_contacts(search.lines)
