"""Single cells: what they say, and what they do not."""

from datetime import date
from decimal import Decimal

import pytest

from offers.importing.answers import anonymity, childcare, delivery
from offers.importing.cells import age_range, ages, day_seen, email_addresses, web_addresses, yes_or_no
from offers.importing.costs import Cost, Price, read_cost
from offers.importing.kinds import offer_kind, partner_kind
from offers.importing.languages import Spoken, read_languages
from offers.importing.numbers import Numbers, read_numbers
from offers.importing.problems import UnreadableCell


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", True),
        ("Ja", True),
        ("x", True),
        ("nein", False),
        ("0", False),
        ("", None),
        ("k.A.", None),
        ("unknown", None),
    ],
)
def test_yes_or_no_reads_both_languages(text, answer):
    assert yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("low", "high", "months"),
    [
        ("0", "17", (0, 215)),
        ("", "3", (None, 47)),
        ("3-6", "", (36, 83)),
        ("", "3 – 6 Jahre", (36, 83)),
        ("ab 3", "", (36, None)),
        ("6 Monate", "3 Jahre", (6, 47)),
        ("1,5", "3", (18, 47)),
        ("", "unter 3", (None, 35)),
        ("6-18 Monate", "", (6, 18)),
        ("14", "27", (168, 324)),
        ("", "99", (None, 324)),
        ("-", "k.A.", (None, None)),
    ],
)
def test_age_range_counts_months_up_to_the_next_birthday(low, high, months):
    assert age_range(ages(low, "low"), ages(high, "high")) == months


@pytest.mark.parametrize(("low", "high"), [("Kinder", ""), ("9", "3"), ("40", ""), ("3-6-9", "")])
def test_age_range_refuses_what_is_no_age(low, high):
    with pytest.raises(UnreadableCell):
        age_range(ages(low, "low"), ages(high, "high"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-04-23", date(2017, 4, 23)),
        ("2025-11", date(2025, 11, 1)),
        ("2020", date(2020, 1, 1)),
        ("23.04.2017", date(2017, 4, 23)),
        ("3.4.17", date(2017, 4, 3)),
        ("04/2017", date(2017, 4, 1)),
        ("April 2017", date(2017, 4, 1)),
        ("3. März 2019", date(2019, 3, 3)),
        ("2017-04-23T10:00", date(2017, 4, 23)),
        ("", None),
    ],
)
def test_day_seen_reads_days_months_and_years(text, day):
    assert day_seen(text) == day


@pytest.mark.parametrize("text", ["31.02.2020", "gestern", "2999-01-01", "1815", "Foo 2019"])
def test_day_seen_refuses_days_that_cannot_be(text):
    with pytest.raises(UnreadableCell):
        day_seen(text)


def test_web_addresses_adds_what_nobody_types():
    assert web_addresses("www.example.org; http://b.example.org/x") == [
        "https://www.example.org",
        "http://b.example.org/x",
    ]


@pytest.mark.parametrize("text", ["javascript://alert(1)", "siehe unten"])
def test_web_addresses_refuses_what_is_none(text):
    with pytest.raises(UnreadableCell):
        web_addresses(text)


def test_email_addresses_finds_hidden_and_several_ones():
    assert email_addresses("info(at)example.org und Mail@example.org") == ["info@example.org", "Mail@example.org"]


@pytest.mark.parametrize("text", ["keine", "a@b@c", "info@", f"{'a' * 60}@{'b.' * 120}org"])
def test_email_addresses_refuses_what_is_none(text):
    with pytest.raises(UnreadableCell):
        email_addresses(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("030-23125001; 030-23125002", Numbers(("+493023125001", "+493023125002"))),
        ("030-23125001 und 030-23125002", Numbers(("+493023125001", "+493023125002"))),
        ("030 23125001 / 0171 3920001", Numbers(("+493023125001", "+491713920001"))),
        ("030 / 231 - 25001", Numbers(("+493023125001",))),
        ("+49 (0)30 23125-001", Numbers(("+493023125001",))),
        ("0049 30 23125001", Numbers(("+493023125001",))),
        ("(030) 23 12 50 01", Numbers(("+493023125001",))),
        ("Tel.: 030. 231 25 001 (nur vormittags)", Numbers(("+493023125001",), ("nur vormittags",))),
        ("030 23125001 oder -12", Numbers(("+493023125001",), ("-12",))),
        ("Fax 030 23125009", Numbers((), ("Fax 030 23125009",))),
        ("116 016", Numbers(("116016",))),
        ("23125001", Numbers((), ("23125001",))),
        ("030 HILFE123", Numbers((), ("030 HILFE123",))),
        ("k.A.", Numbers()),
    ],
)
def test_read_numbers_reads_all_kinds_and_keeps_the_rest_in_words(text, numbers):
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("", Cost()),
        ("free", Cost("free")),
        ("Kostenlos.", Cost("free")),
        ("free; Ausflug gegen Spende", Cost("free", "Ausflug gegen Spende")),
        ("free; Material 5 €", Cost("priced", "free; Material 5 €")),
        ("4,00 Euro", Cost("priced", "", (Price(Decimal("4.00")),))),
        ("5 €/Monat", Cost("priced", "", (Price(Decimal("5.00"), unit="Monat"),))),
        ("monatlich 5,- €", Cost("priced", "", (Price(Decimal("5.00"), unit="Monat"),))),
        ("1.200 EUR", Cost("priced", "", (Price(Decimal("1200.00")),))),
        ("5 € (ermäßigt 3 €)", Cost("priced", "", (Price(Decimal("5.00"), reduced=Decimal("3.00")),))),
        ("Erwachsene 5 €, Kinder 2,50 €", Cost("priced", "", (Price(Decimal("5.00"), "Erwachsene"),
                                                              Price(Decimal("2.50"), "Kinder")))),
        ("ab 5 €", Cost("priced", "ab 5 €")),
        ("5-10 €", Cost("priced", "5-10 €")),
        ("kostenpflichtig", Cost("priced", "kostenpflichtig")),
        ("nicht kostenpflichtig", Cost("unknown", "nicht kostenpflichtig")),
        ("nach Einkommen, höchstens 20 €", Cost("income", "nach Einkommen, höchstens 20 €")),
        ("Spende von 2 €", Cost("unknown", "Spende von 2 €")),
        ("auf Anfrage", Cost("unknown", "auf Anfrage")),
        ("1.234.567 €", Cost("priced", "1.234.567 €")),
    ],
)  # fmt: skip
def test_read_cost_takes_plain_amounts_and_certain_words_only(text, cost):
    assert read_cost(text) == cost


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Deutsch, Arabisch", Spoken(("de", "ar"))),
        ("arabisch / Deutsch und Englisch (etwas)", Spoken(("de", "en", "ar"))),
        ("Deutsch, Gebärdensprache", Spoken(("de",), signed=True)),
        ("alle Sprachen mit Dolmetscher", Spoken((), interpreter=True)),
        ("de, en", Spoken(("de", "en"))),
        ("Deutsch, Klingonisch", Spoken(("de",), unknown=("Klingonisch",))),
    ],
)
def test_read_languages_knows_german_names(text, spoken):
    assert read_languages(text) == spoken


@pytest.mark.parametrize(
    ("text", "answer"),
    [("yes", "full"), ("auf Wunsch", "full"), ("nein", "name"), ("", "unknown"), ("unter Pseudonym", "pseudonym")],
)
def test_anonymity_says_what_is_needed(text, answer):
    assert anonymity(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "welcome"),
        ("Spielecke", "welcome"),
        ("Kinderbetreuung vor Ort", "on_site"),
        ("auf Anfrage", "request"),
        ("no", "unknown"),
        ("keine Betreuung", "unknown"),
        ("", "unknown"),
    ],
)
def test_childcare_promises_no_more_than_the_file(text, answer):
    assert childcare(text) == answer


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("", ["on_site"]),
        ("no", ["on_site"]),
        ("yes", ["on_site", "phone", "chat"]),
        ("per Video", ["on_site", "video"]),
    ],
)
def test_delivery_at_a_distance_means_the_ways_the_row_names(text, ways):
    assert delivery(text, on_site=True, has_phone=True, has_email=True) == ways


@pytest.mark.parametrize(
    ("word", "kind"),
    [("association (e.V.)", "association"), ("Behörde", "authority"), ("welfare association", "welfare"),
     ("Kirche", "church"),
     ("company", "company"), ("education provider", "education"), ("health", "health"), ("Zirkus", None)],
)  # fmt: skip
def test_partner_kind_knows_the_words_of_files(word, kind):
    assert partner_kind(word) == kind


@pytest.mark.parametrize(
    ("title", "field", "kind"),
    [("Schuldnerberatung", "money", "advice"), ("Krabbelgruppe", "social", "group"), ("Nähkurs", "leisure", "course"),
     ("Drachenfest", "leisure", "leisure"), ("Drachenfest", "social", "advice"), ("Kleiderkammer", "social", "goods")],
)  # fmt: skip
def test_offer_kind_is_told_by_the_title(title, field, kind):
    assert offer_kind(title, field) == kind
