"""What the page of an offer says, sentence by sentence."""

from datetime import date

import pytest

from offers.models import Offer
from offers.page import answers
from offers.page.ages import age_words
from offers.page.places import shown_place
from offers.page.questions import questions
from partners.models import Location

TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("age_from", "age_to", "words"),
    [
        (None, None, ""),
        (0, None, ""),
        (6, 35, "ab 6 Monaten bis zum 3. Geburtstag"),
        (36, 71, "ab 3 Jahren bis zum 6. Geburtstag"),
        (12, None, "ab 1 Jahr"),
        (1, 18, "ab 1 Monat bis 18 Monate"),
        (None, 215, "bis zum 18. Geburtstag"),
    ],
)
def test_age_words_say_ages_as_people_do(age_from, age_to, words):
    assert age_words(age_from, age_to) == words


@pytest.mark.parametrize(
    ("confirmed_on", "words"),
    [
        (None, "noch nicht bestätigt – bitte nachfragen"),
        (date(2025, 12, 8), "bestätigt am 8. Dezember 2025"),
        (date(2025, 12, 7), "zuletzt bestätigt am 7. Dezember 2025 – bitte nachfragen"),
    ],
)
def test_confirmed_words_ask_to_ask_after_one_interval(confirmed_on, words):
    assert answers.confirmed_words(Offer(confirmed_on=confirmed_on, review_interval=6), TODAY) == words


@pytest.mark.parametrize(
    ("capacity", "as_of", "words"),
    [
        ("few", date(2026, 5, 9), ("Es gibt noch wenige Plätze. (Stand: 9. Mai)", "yes")),
        ("full", date(2026, 6, 8), ("Zurzeit ist kein Platz frei. (Stand: 8. Juni)", "mind")),
        ("free", date(2026, 5, 8), ("Ob gerade Platz ist, wissen wir nicht. Bitte fragen Sie nach.", "")),
        ("unknown", None, ("Ob gerade Platz ist, wissen wir nicht. Bitte fragen Sie nach.", "")),
    ],
)
def test_capacity_words_forget_after_thirty_days(capacity, as_of, words):
    assert answers.capacity_words(Offer(capacity=capacity, capacity_as_of=as_of), TODAY) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (None, ""),
        (0, "sofort möglich"),
        (1, "1 Stunde vorher anfragen"),
        (24, "1 Tag vorher anfragen"),
        (36, "36 Stunden vorher anfragen"),
        (72, "3 Tage vorher anfragen"),
    ],
)
def test_lead_words_count_hours_and_whole_days(hours, words):
    assert answers.lead_words(hours) == words


def test_childcare_words_name_the_days_of_notice():
    offer = Offer(childcare="request", childcare_notice_days=2)
    assert (
        answers.childcare_words(offer) == "Jemand kann auf Ihr Kind aufpassen. Bitte sagen Sie 2 Tage vorher Bescheid."
    )


@pytest.mark.parametrize("field", ["cost_kind", "anonymity", "bound_to_secrecy", "childcare", "access", "capacity"])
def test_every_choice_has_its_sentence(field):
    for code, _label in Offer._meta.get_field(field).choices:
        offer = Offer(**{field: code}, capacity_as_of=TODAY)
        sentences = [answers.cost_words(offer), answers.anonymity_words(offer), answers.secrecy_words(offer)]
        sentences += [
            answers.childcare_words(offer),
            answers.access_words(offer),
            answers.capacity_words(offer, TODAY)[0],
        ]
        assert all(isinstance(sentence, str) for sentence in sentences)


def test_questions_ask_what_excludes_and_leave_out_what_is_unknown():
    offer = Offer(benefit_receipt="needed", employment="unknown", residence="district", for_whom="mothers", age_to=35)
    assert [(each.text, each.answer, each.matters) for each in questions(offer, [], "Elbe-Elster")] == [
        ("Wie alt ist Ihr Kind?", "Für Kinder bis zum 3. Geburtstag.", True),
        ("Mutter oder Vater?", "Dieses Angebot ist nur für Mütter.", True),
        ("Wo wohnen Sie?", "Es ist für Menschen aus dieser Region: Elbe-Elster.", True),
        ("Beziehen Sie Bürgergeld oder eine ähnliche Leistung?", "Das ist hier nötig.", True),
    ]


def test_shown_place_keeps_directions_of_a_secret_place():
    secret = shown_place(Location(street="Gasse 7", postcode="03238", is_hidden=True, directions="links", lift="yes"))
    assert (secret.lines, secret.directions, secret.features) == (["Geheime Adresse", "03…"], "", ["mit Aufzug"])


def test_shown_place_tells_yes_no_and_not_known_apart():
    place = shown_place(Location(street="Weg 1", changing_table="yes", lift="no"))
    assert (place.features, place.not_known) == (
        ["Wickeltisch", "ohne Aufzug"], "Ob es Stufen gibt, wissen wir nicht. Bitte fragen Sie nach.",
    )  # fmt: skip
