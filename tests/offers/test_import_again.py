"""A file comes again: nothing is doubled, and nothing is lost that people have changed since."""

import pytest

from offers.importing import Options, import_offers
from offers.models import ImportedRow, Offer, OpeningTime
from partners.models import Contact, Location, Partner
from tests.factories import make_contact
from tests.offers.import_files import file_of, make_words, offer_of, take, told

pytestmark = pytest.mark.django_db
HOURS = {"opening_hours": "Mo 9-12 Uhr", "cost": "5 €", "website": "https://treff.example.org"}


@pytest.fixture(autouse=True)
def _words():
    make_words()


def everything() -> list:
    """All rows of all tables that an import writes, and how many records their histories have."""
    tables = (Partner, Location, Contact, Offer, OpeningTime, ImportedRow)
    rows = [list(table.objects.order_by("pk").values()) for table in tables]
    return rows + [table.history.count() for table in tables[:-1]]


def test_import_twice_changes_nothing():
    rows = [HOURS, {"partner_name": "Zweiter Verein", "topics": "Drachen"}, {"street": "A 1; B 2", "phone": ""}]
    take(*rows)
    before = everything()
    report = take(*rows)
    assert (report.counts, everything()) == ({"unchanged": 3}, before)


def test_import_sets_what_the_file_says_anew():
    take(HOURS)
    report = take(HOURS | {"summary": "Jetzt auch mit Kuchen.", "opening_hours": "Di 10-11 Uhr", "cost": "free"})
    offer = offer_of()
    assert (report.counts, offer.summary, offer.cost_kind, list(offer.costs.all())) == (
        {"changed": 1}, "Jetzt auch mit Kuchen.", "free", [],
    )  # fmt: skip
    assert [row.weekdays for row in offer.opening_times.all()] == [["TU"]]
    assert list(offer.history.values_list("history_type", "history_change_reason")) == [
        ("~", "import test"),
        ("+", "import test"),
    ]


def test_import_keeps_what_was_changed_by_hand():
    take(HOURS)
    Offer.objects.update(summary="Von Hand.")
    same = take(HOURS)
    assert (same.counts, same.kept_parts, same.remarks) == ({"kept": 1}, 1, [])
    newer = take(HOURS | {"summary": "Aus der Datei.", "eligibility": "Alle"})
    assert (newer.counts, newer.kept_parts, told(newer.remarks)) == ({"changed": 1}, 1, [(2, "summary")])
    assert (offer_of().summary, offer_of().eligibility) == ("Von Hand.", "Alle")
    again = take(HOURS | {"summary": "Aus der Datei.", "eligibility": "Alle"})
    assert (again.counts, again.remarks, offer_of().summary) == ({"kept": 1}, [], "Von Hand.")


def test_import_keeps_all_times_where_one_was_changed_by_hand():
    take(HOURS)
    OpeningTime.objects.update(closes="13:00")
    report = take(HOURS | {"opening_hours": "nach Vereinbarung"})
    assert (report.counts, offer_of().hours_known) == ({"kept": 1}, "times")
    assert [str(row.closes) for row in offer_of().opening_times.all()] == ["13:00:00"]


def test_import_keeps_an_age_together_with_the_one_changed_by_hand():
    take({"min_child_age": "0", "max_child_age": "3"})
    Offer.objects.update(age_to=30)
    take({"min_child_age": "6", "max_child_age": "12"})
    assert (offer_of().age_from, offer_of().age_to) == (0, 30)


def test_import_agrees_where_hand_and_file_come_to_the_same():
    take({})
    Offer.objects.update(summary="Beide.")
    assert take({"summary": "Beide."}).counts == {"unchanged": 1}
    assert take({"summary": "Neu."}).counts == {"changed": 1}


def test_import_leaves_alone_what_no_column_says():
    take({})
    Offer.objects.update(publication="hidden", slug="mein-treff", residence="anywhere", partner_note="intern")
    assert take({"summary": "Neu."}).counts == {"changed": 1}
    offer = offer_of()
    assert (offer.publication, offer.slug, offer.residence, offer.partner_note) == (
        "hidden", "mein-treff", "anywhere", "intern",
    )  # fmt: skip


def test_import_finds_partners_places_and_contacts_that_were_renamed():
    take({})
    Partner.objects.update(name="Treffpunkt")
    Location.objects.update(street="Hauptstraße 1 b")
    Contact.objects.update(phone="+493023125009", email="")
    report = take({}, {})
    assert (report.counts, Partner.objects.count(), Location.objects.count(), Contact.objects.count()) == (
        {"new": 1, "unchanged": 1}, 1, 1, 1,
    )  # fmt: skip


def test_import_keeps_a_contact_given_by_hand():
    take({})
    other = make_contact(offer_of().partner, phone="+493023125008")
    offer_of().contacts.set([other])
    assert take({"phone": "030 23125003"}).counts == {"kept": 1}
    assert list(offer_of().contacts.all()) == [other]


def test_import_removes_addresses_that_nothing_uses_any_more():
    take({})
    take({"street": "Neue Straße 2", "phone": "030 23125003", "email": ""})
    assert [place.street for place in Location.objects.all()] == ["Neue Straße 2"]
    assert [contact.phone for contact in Contact.objects.all()] == ["+493023125003"]


def test_import_leaves_old_addresses_that_people_have_touched():
    take({})
    contact = Contact.objects.get()
    contact.function = "Leitung"
    contact.save()
    take({"phone": "030 23125003", "email": ""})
    assert [contact.function for contact in Contact.objects.order_by("pk")] == ["Leitung", ""]


def test_import_sets_what_the_file_says_anew_of_a_partner():
    take({})
    take({"partner_website": "https://neu.example.org"})
    assert Partner.objects.get().website == "https://neu.example.org"
    Partner.objects.update(website="https://hand.example.org")
    take({"partner_website": "https://ganz-neu.example.org"})
    assert Partner.objects.get().website == "https://hand.example.org"


def test_import_tells_which_rows_the_file_no_longer_has():
    take({}, {})
    report = take({})
    assert (report.vanished, report.counts, Offer.objects.count()) == (["R2"], {"unchanged": 1}, 2)


def test_import_recognises_a_file_under_another_name():
    take({})
    Offer.objects.update(summary="Von Hand.")
    report = take({}, source="test (2)")
    assert (report.counts, Offer.objects.count(), offer_count_of("test (2)")) == ({"kept": 1}, 1, 1)


def test_import_of_another_district_with_the_same_row_names_makes_offers_of_its_own():
    take({})
    report = take({"partner_name": "Ganz anderer Verein"}, source="other")
    assert (report.counts, Offer.objects.count()) == ({"new": 1}, 2)


def test_import_of_a_file_with_a_bad_row_does_not_call_it_vanished():
    take({}, {})
    data = file_of({}, {"policy_field": "Zirkus"})
    report = import_offers(data, Options("test", skip_bad_rows=True))
    assert (report.vanished, report.bad_rows) == ([], 1)


def offer_count_of(source: str) -> int:
    return ImportedRow.objects.filter(source=source).count()
