"""Rows become offers with everything that belongs to them; bad rows are told and stop the import."""

from datetime import date, time

import pytest
from django.utils.translation import override

from offers.models import ImportedRow, LifeSituation, Offer, PolicyField
from partners.models import Contact, Location, Partner
from tests.factories import make_municipality, make_topic
from tests.offers.import_files import make_words, offer_of, take, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    make_words()


def test_import_makes_an_offer_with_all_that_belongs_to_it():
    town = make_municipality("Finsterwalde", postcode="03238")
    report = take(
        {
            "opening_hours": "Mo 9-12 Uhr",
            "cost": "5 €/Monat",
            "anonymous_possible": "ja",
            "languages": "Deutsch, Gebärdensprache",
            "childcare_during_visit": "Spielecke",
            "remote_possible": "yes",
            "min_child_age": "3-6",
            "website": "treff.example.org/treff",
            "documents_to_bring": "Ausweis; Bescheid",
            "source_url": "https://quelle.example.org",
        }
    )
    offer = offer_of()
    assert (report.bad, report.remarks, report.counts) == ([], [], {"new": 1})
    assert (offer.slug, offer.publication, offer.residence) == ("offener-treff", "published", "district")
    assert (offer.partner.name, offer.partner.kind) == ("Beispielverein Finsterwalde e.V.", "association")
    assert [term.name for term in offer.situations.all()] == ["Einsamkeit"]
    assert [(place.street, place.municipality) for place in offer.locations.all()] == [("Hauptstraße 1", town)]
    assert [(c.name, c.phone, c.email, c.location) for c in offer.contacts.all()] == [
        ("Offener Treff", "+493023125001", "treff@example.org", offer.locations.get())
    ]
    assert [(row.weekdays, row.opens, row.closes, row.location) for row in offer.opening_times.all()] == [
        (["MO"], time(9), time(12), None)
    ]
    assert [(row.amount, row.unit) for row in offer.costs.all()] == [(5, "Monat")]
    assert [(link.title, link.url) for link in offer.links.all()] == [
        ("treff.example.org", "https://treff.example.org/treff")
    ]
    assert (offer.age_from, offer.age_to, offer.confirmed_on) == (36, 83, date(2025, 11, 1))
    assert (offer.languages, offer.sign_language, offer.anonymity) == (["de"], "yes", "full")
    assert (offer.childcare, offer.delivery) == ("welcome", ["on_site", "phone", "chat"])
    assert (offer.hours_known, offer.cost_kind, offer.documents) == ("times", "priced", "Ausweis\nBescheid")
    assert ImportedRow.objects.get().source_url == "https://quelle.example.org"


def test_import_writes_one_record_into_every_history():
    take({"opening_hours": "Mo 9-12 Uhr"})
    offer = offer_of()
    rows = [offer, offer.partner, offer.locations.get(), offer.contacts.get(), offer.opening_times.get()]
    records = [list(row.history.values_list("history_type", "history_change_reason")) for row in rows]
    assert records == [[("+", "import test")]] * 5
    version = offer.history.get()
    assert [row.location for row in version.locations.all()] == list(offer.locations.all())
    assert [row.lifesituation for row in version.situations.all()] == list(offer.situations.all())


def test_import_loads_the_taxonomy_where_there_are_no_fields():
    LifeSituation.objects.all().delete()
    PolicyField.objects.all().delete()
    report = take({"policy_field": "finanzen / recht", "topics": "Unterhalt"})
    assert (report.bad, offer_of().policy_field.name) == ([], "Finanzen/Recht")
    assert [term.name for term in offer_of().situations.all()] == ["Unterhalt"]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"policy_field": "Finanzn/Recht"}, "policy_field",
         "There is no policy field “Finanzn/Recht”. Is “Finanzen/Recht” meant?"),
        ({"policy_field": "Zirkus"}, "policy_field",
         "There is no policy field “Zirkus”. There are: Finanzen/Recht, Soziale Hilfe."),
        ({"row_id": ""}, "row_id", "The cell is empty, but every offer needs it."),
        ({"row_id": "R1"}, "row_id", "The row “R1” stands in line 2 already."),
        ({"partner_name": " "}, "partner_name", "The cell is empty, but every offer needs it."),
        ({"partner_name": "V" * 201}, "partner_name", "The name of a partner has 200 characters at most."),
        ({"offer_title": "k.A."}, "offer_title", "The cell is empty, but every offer needs it."),
        ({"summary": "", "description": "-"}, "summary",
         "There is neither a summary nor a description, so parents would learn nothing."),
        ({"postcode": "123456"}, "postcode", "“123456” is no German postcode of five digits."),
        ({"min_child_age": "klein"}, "min_child_age", "“klein” is no age in years."),
        ({"max_child_age": "groß"}, "max_child_age", "“groß” is no age in years."),
        ({"min_child_age": "9", "max_child_age": "3"}, "min_child_age", "The youngest age is above the oldest."),
        ({"phone": "bitte fragen", "email": "", "partner_website": "", "street": ""}, "phone",
         "“bitte fragen” is no telephone number, and the row names no other way to reach the partner."),
        ({"city": "C" * 101}, "city", "The text is longer than 100 characters."),
    ],
)  # fmt: skip
@override("en")
def test_import_says_line_column_and_reason_and_stores_nothing(cells, column, reason):
    report = take({"row_id": "R1"}, {"row_id": "R2"} | cells)
    assert [str(problem) for problem in report.bad] == [f"Line 3, column {column}: {reason}"]
    assert (report.stored, report.summary()[-1]) == (
        False,
        "Nothing was stored. Mend the bad rows, or leave them out with --skip-bad-rows.",
    )
    assert (Offer.objects.count(), Partner.objects.count(), ImportedRow.objects.count()) == (0, 0, 0)


@override("en")
def test_import_can_leave_out_bad_rows():
    report = take({}, {"policy_field": "Zirkus", "min_child_age": "klein"}, {}, skip_bad_rows=True)
    assert told(report.bad) == [(3, "policy_field"), (3, "min_child_age")]
    assert [row.row_id for row in ImportedRow.objects.all()] == ["R1", "R3"]
    assert report.summary() == [
        "Offers: 2 new, 0 changed, 0 unchanged, 0 kept by hand, 1 bad.",
        "Cells with opening hours: 0 read, 0 partly read, 0 left as text.",
        "Not in the list of towns: Finsterwalde. For distances run load_places, then import the file again.",
        "Everything else was stored.",
    ]


def test_import_on_trial_reports_the_same_and_stores_nothing():
    trial = take({}, {"topics": "Drachen"}, dry_run=True)
    assert (trial.stored, Offer.objects.count(), Partner.objects.count()) == (False, 0, 0)
    real = take({}, {"topics": "Drachen"})
    assert (real.stored, real.counts, real.remarks) == (True, trial.counts, trial.remarks)


@pytest.mark.parametrize(
    ("cells", "column", "field", "value"),
    [
        ({"topics": "Einsamkeit; Drachen"}, "topics", "other_names", "Drachen"),
        ({"languages": "Deutsch, Elbisch"}, "languages", "description",
         "Sie kommen, wann Sie wollen.\n\nWeitere Sprachen: Elbisch"),
        ({"childcare_during_visit": "Oma"}, "childcare_during_visit", "description",
         "Sie kommen, wann Sie wollen.\n\nOma"),
        ({"anonymous_possible": "vielleicht"}, "anonymous_possible", "anonymity", "unknown"),
        ({"remote_possible": "per Brieftaube"}, "remote_possible", "delivery", ["on_site"]),
        ({"source_date_seen": "gestern"}, "source_date_seen", "confirmed_on", None),
        ({"summary": ""}, "summary", "summary", "Sie kommen, wann Sie wollen."),
        ({"summary": "lang " * 60}, "summary", "description",
         "Sie kommen, wann Sie wollen.\n\n" + ("lang " * 60).strip()),
        ({"offer_title": "Treff " * 30}, "offer_title", "title", "Treff " * 24 + "Treff…"),
        ({"partner_kind": "Zirkus"}, "partner_kind", "kind", "group"),
        ({"email": "keine"}, "email", "hours_text", ""),
        ({"website": "siehe oben"}, "website", "hours_text", ""),
        ({"summary": "Kaffee\x07 und Kuchen."}, "summary", "summary", "Kaffee und Kuchen."),
    ],
)  # fmt: skip
def test_import_takes_rows_with_small_faults_and_remarks_them(cells, column, field, value):
    report = take(cells)
    assert (report.bad, told(report.remarks)) == ([], [(2, column)])
    assert getattr(offer_of(), field) == value


def test_import_takes_the_situation_that_lists_an_unknown_word_among_what_people_say():
    report = take({"topics": "Niemand da"})
    assert [term.name for term in offer_of().situations.all()] == ["Einsamkeit"]
    assert ImportedRow.objects.get().unknown_topics == ["Niemand da"]
    assert told(report.remarks) == [(2, "topics")]


def test_import_takes_topics_whose_whole_name_stands_in_the_title():
    topic = make_topic(name="Sprachkurs")
    take({"offer_title": "Sprachkurs für Mütter"}, {"offer_title": "Sprachkurse"})
    assert [list(offer_of(row).topics.all()) for row in ("R1", "R2")] == [[topic], []]


def test_import_keeps_hours_it_does_not_understand_word_for_word_and_counts_them():
    report = take(
        {"opening_hours": "Mo 9-12 Uhr"},
        {"opening_hours": "mal so, mal so"},
        {"opening_hours": "nach Vereinbarung"},
        {},
    )
    assert report.hours == {"read": 2, "text": 1}
    rows = [(offer_of(row).hours_known, offer_of(row).hours_text) for row in ("R1", "R2", "R3")]
    assert (rows[0], rows[1], rows[2][0]) == (("times", ""), ("unknown", "mal so, mal so"), "appointment")
    assert ImportedRow.objects.get(row_id="R2").unread_hours == "mal so, mal so"


def test_import_links_hours_to_the_site_they_name():
    hours = "Mo 16:30 - 19:00 auf der Parkallee 1 / Fr. 16:00 - 20:00 auf der Bachstr. 4a"
    take({"street": "Bachstraße 4a; Parkallee 1", "opening_hours": hours})
    found = {row.weekdays[0]: row.location.street for row in offer_of().opening_times.all()}
    assert found == {"MO": "Parkallee 1", "FR": "Bachstraße 4a"}


def test_import_keeps_a_telephone_that_is_none_in_words():
    report = take({"phone": "030 23125001, Pförtner fragen", "email": ""}, {"phone": "Pförtner fragen", "email": ""})
    assert offer_of("R1").contacts.get().reachable == "Pförtner fragen"
    assert offer_of("R2").description == "Sie kommen, wann Sie wollen.\n\nTelefon: Pförtner fragen"
    assert told(report.remarks) == [(2, "phone"), (3, "phone")]


def test_import_recognises_partners_places_and_contacts_within_a_file():
    take(
        {"partner_name": "„Beispiel“ – Verein e. V.", "street": "Bahnhofstr.7", "email": "", "postcode": ""},
        {"partner_name": "Beispiel-Verein e.V.", "street": "Bahnhofstraße 7", "phone": "030/231-25001"},
        {"partner_name": "BEISPIEL - VEREIN E.V.", "street": " Bahnhofstrasse 7", "phone": ""},
        {"partner_name": "Anderer Verein", "street": "Bahnhofstraße 7"},
    )
    assert [offer_of(row).partner.pk for row in ("R2", "R3")] == [offer_of("R1").partner.pk] * 2
    assert (Partner.objects.count(), Location.objects.count(), Contact.objects.count()) == (2, 2, 2)


def test_import_names_a_contact_of_several_offers_after_the_partner():
    take({"offer_title": "Frühstück"}, {"offer_title": "Beratung", "email": ""}, {"offer_title": "Kurs", "phone": ""})
    (contact,) = Contact.objects.all()
    assert (contact.name, contact.offers.count()) == ("Beispielverein Finsterwalde e.V.", 3)


def test_import_finds_what_was_entered_by_hand():
    town = make_municipality("Finsterwalde", postcode="03238")
    partner = Partner.objects.create(name="beispielverein finsterwalde e. V.", slug="verein", kind="other")
    place = Location.objects.create(partner=partner, street="Hauptstr. 1", municipality=town, directions="Hinterhof")
    contact = Contact.objects.create(
        partner=partner, name="Büro", phone="+493023125001", email="Treff@example.org", second_phone="+493023125002"
    )
    take({})
    offer = offer_of()
    assert (offer.partner, offer.locations.get(), offer.contacts.get()) == (partner, place, contact)
    assert (Partner.objects.get().kind, Location.objects.get().directions) == ("other", "Hinterhof")


@pytest.mark.parametrize(
    ("town", "postcode", "lines"),
    [
        ("Finsterwalde", "", ["Hauptstraße 1", "Finsterwalde"]),
        ("", "03238", ["Hauptstraße 1", "03238 Finsterwalde"]),
        ("Finsterwalde OT Sorno", "03238", ["Finsterwalde OT Sorno", "Hauptstraße 1", "03238 Finsterwalde"]),
        ("Herzberg", "04916", ["Hauptstraße 1", "04916 Herzberg (Elster)"]),
        ("Neustadt", "", ["Hauptstraße 1", "Neustadt"]),
        ("Nirgendwo", "09999", ["Hauptstraße 1", "09999 Nirgendwo"]),
    ],
)
def test_import_shows_the_town_whether_the_list_knows_it_or_not(town, postcode, lines):
    make_municipality("Finsterwalde", postcode="03238")
    make_municipality("Herzberg (Elster)", postcode="04916")
    make_municipality("Neustadt", district="A", in_region=False)
    make_municipality("Neustadt", district="B", in_region=False)
    report = take({"city": town, "postcode": postcode})
    assert offer_of().locations.get().address_lines == lines
    assert report.unknown_towns == ([town] if town in ("Neustadt", "Nirgendwo") else [])


def test_import_links_towns_that_have_come_into_the_list_since():
    take({})
    town = make_municipality("Finsterwalde", postcode="03238")
    report = take({})
    place = offer_of().locations.get()
    assert (place.municipality, place.town, report.unknown_towns, report.counts) == (town, "", [], {"unchanged": 1})


def test_import_of_a_row_without_street_names_the_town_alone():
    take({"street": "", "postcode": "", "phone": "", "email": ""})
    assert [place.address_lines for place in offer_of().locations.all()] == [["Finsterwalde"]]
    assert (offer_of().delivery, list(offer_of().contacts.all())) == ([], [])


def test_import_of_drafts_shows_nothing_to_parents():
    take({}, as_draft=True)
    assert [offer.publication for offer in Offer.objects.all()] == ["draft"]


def test_import_gives_offers_of_one_title_addresses_of_their_own():
    take({}, {}, {})
    assert sorted(offer.slug for offer in Offer.objects.all()) == [
        "offener-treff",
        "offener-treff-2",
        "offener-treff-3",
    ]


def test_import_needs_no_more_queries_for_more_new_rows(django_assert_max_num_queries):
    rows = [{"partner_name": f"Verein {n % 7}", "street": f"Weg {n}", "opening_hours": "Mo 9-12"} for n in range(60)]
    with django_assert_max_num_queries(75):
        report = take(*rows)
    assert report.counts == {"new": 60}


def test_import_reads_a_file_from_windows_with_semicolons():
    report = take({}, {}, delimiter=";", encoding="cp1252", end="\r\n")
    assert (report.counts, offer_of().summary) == ({"new": 2}, "Kaffee, Gespräche und Spielzeug.")
