"""“Today the childcare falls through.”"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from offers.emergency import MOST, age_in, emergency_help
from offers.index import current_index
from offers.models.choices import Publication, Status
from partners.places import find_places
from tests.factories import (
    make_contact,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_situation,
    make_topic,
)

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 6, 8, 20, tzinfo=ZoneInfo("Europe/Berlin"))  # four hours of the Monday are left


def childcare(title, **values):
    return make_offer(**{"title": title, "kind": "childcare", "edge_hours_ticked": ["short_notice"]} | values)


def open_always(title, **values):
    """Childcare round the clock, so that only the lead time counts."""
    offer = childcare(title, **values)
    make_opening(offer, "MO TU WE TH FR SA SU", "0:00", "0:00", on_public_holidays="open")
    return offer


def help_now(place=None, age=None, now=EVENING):
    found = emergency_help(current_index(), place, age, now)
    return {name: [helper.offer.title for helper in getattr(found, name)] for name in ("today", "ask", "later")}


def test_help_is_sorted_by_lead_time_and_cut_at_midnight():
    for title, hours in [("B", 2), ("A", 0), ("Jemand", None), ("Morgen", 5), ("Übermorgen", 48), ("Knapp", 3)]:
        open_always(title, lead_time_hours=hours)
    assert help_now() == {"today": ["A", "B", "Knapp"], "ask": ["Jemand"], "later": ["Morgen", "Übermorgen"]}


def test_help_of_more_than_a_day_is_never_today():
    open_always("Lang", lead_time_hours=25)
    assert help_now(now=EVENING.replace(hour=0))["later"] == ["Lang"]


def test_help_takes_childcare_and_what_is_marked_for_it():
    make_offer(title="Beratung")
    make_offer(title="Advice at once", edge_hours_ticked=["short_notice"], lead_time_hours=0)
    childcare("Every day", edge_hours_ticked=[])
    childcare("Krank", edge_hours_ticked=["sick_child"])
    make_offer(title="Lage", situations=[make_situation(slug="notfallbetreuung")])
    make_offer(title="Thema", topics=[make_topic(slug="notfallbetreuung")])
    childcare("Kita", publication=Publication.DRAFT)
    childcare("Pause", status=Status.PAUSED)
    assert help_now()["ask"] == ["Krank", "Lage", "Thema"]


def test_help_is_for_the_age_and_unknown_ages_say_so():
    childcare("Krippe", age_from=0, age_to=35)
    childcare("Hort", age_from=72, age_to=143)
    childcare("Offen")
    found = emergency_help(current_index(), None, 2, EVENING).ask
    assert [(helper.offer.title, helper.certain) for helper in found] == [("Krippe", True), ("Offen", False)]


def test_help_is_near_the_place():
    near, far = make_municipality(postcode="03238"), make_municipality("Hamburg", latitude="53.55", longitude="9.99")
    childcare("Nah", locations=[make_location(municipality=near)])
    childcare("Fern", locations=[make_location(municipality=far)])
    assert help_now(place=find_places("03238")[0])["ask"] == ["Nah"]


def test_help_knows_who_is_open():
    for title, closes in [("Offen", "21:00"), ("Zu", "19:00")]:
        make_opening(childcare(title), "MO", "9:00", closes)
    found = emergency_help(current_index(), None, None, EVENING)
    assert {helper.offer.title: helper.is_open for helper in (*found.ask, *found.later)} == {"Offen": True, "Zu": False}


MONDAY_MORNING = EVENING.replace(hour=6, minute=10)
SUNDAY_NIGHT = datetime(2026, 6, 7, 3, tzinfo=ZoneInfo("Europe/Berlin"))


def different_helpers():
    """Childcare with all sorts of hours, each possible at once if somebody is there."""
    for title, days, opens, closes in [
        ("Tagsüber", "MO TU WE TH FR", "8:00", "16:00"),
        ("Früh", "MO TU WE TH FR", "5:30", "9:00"),
        ("Mittwochs", "WE", "8:00", "16:00"),
        ("Samstagnacht", "SA", "20:00", "6:00"),
    ]:
        make_opening(childcare(title, lead_time_hours=0), days, opens, closes)
    open_always("Immer", lead_time_hours=0)
    childcare("Absprache", lead_time_hours=0, hours_known="appointment")
    childcare("Unbekannt", lead_time_hours=0)
    away = childcare("Betriebsferien", lead_time_hours=0, hours_known="appointment")
    away.partner.closing_periods.create(starts_on="2026-06-01", ends_on="2026-06-12")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MONDAY_MORNING, {
            "today": ["Früh", "Immer", "Tagsüber"], "ask": ["Absprache", "Unbekannt"],
            "later": ["Mittwochs", "Samstagnacht", "Betriebsferien"],
        }),
        (SUNDAY_NIGHT, {
            "today": ["Immer", "Samstagnacht"], "ask": ["Absprache", "Unbekannt"],
            "later": ["Früh", "Tagsüber", "Mittwochs", "Betriebsferien"],
        }),
    ],
    ids=["monday morning", "sunday night"],
)  # fmt: skip
def test_help_of_today_comes_from_who_is_there_today(now, expected):
    different_helpers()
    assert help_now(now=now) == expected


def test_help_says_when_it_opens():
    different_helpers()
    found = emergency_help(current_index(), None, None, MONDAY_MORNING)
    assert {helper.offer.title: helper.opens for helper in (*found.today, *found.later)} == {
        "Früh": "",
        "Immer": "",
        "Tagsüber": "öffnet heute um 8 Uhr",
        "Mittwochs": "öffnet wieder am Mittwoch um 8 Uhr",
        "Samstagnacht": "öffnet wieder am Samstag um 20 Uhr",
        "Betriebsferien": "",
    }


def test_help_is_at_once_only_where_somebody_is_there():
    different_helpers()
    found = emergency_help(current_index(), None, None, MONDAY_MORNING)
    words = {helper.offer.title: (helper.lead, helper.closed) for helper in (*found.today, *found.ask, *found.later)}
    assert words == {
        "Früh": ("sofort möglich", ""),
        "Immer": ("sofort möglich", ""),
        "Tagsüber": ("", ""),
        "Absprache": ("", ""),
        "Unbekannt": ("", ""),
        "Mittwochs": ("", "heute geschlossen"),
        "Samstagnacht": ("", "heute geschlossen"),
        "Betriebsferien": ("", "heute geschlossen"),
    }


def test_help_that_is_over_for_today_says_so():
    make_opening(childcare("Zu", lead_time_hours=0), "MO", "9:00", "19:00")
    (helper,) = emergency_help(current_index(), None, None, EVENING).later
    assert (helper.lead, helper.closed) == ("", "für heute geschlossen")


def test_help_comes_in_the_order_in_which_it_is_possible_from_now_on():
    open_always("Eins", lead_time_hours=1)
    open_always("Drei", lead_time_hours=3)
    for title, opens, lead in [("Um acht", "8:00", 0), ("Um neun", "9:00", 2), ("Um halb sieben", "6:30", 2)]:
        make_opening(childcare(title, lead_time_hours=lead), "MO", opens, "16:00")
    found = emergency_help(current_index(), None, None, MONDAY_MORNING).today
    assert [(helper.offer.title, helper.soonest_words) for helper in found] == [
        ("Eins", "heute ab 7:10 Uhr möglich"),
        ("Um acht", ""),
        ("Um halb sieben", "heute ab 8:10 Uhr möglich"),
        ("Um neun", ""),
        ("Drei", "heute ab 9:10 Uhr möglich"),
    ]


@pytest.mark.parametrize(("lead", "group"), [(0, "today"), (1, "today"), (3, "ask"), (18, "later")])
def test_help_has_to_be_there_when_its_lead_time_is_over(lead, group):
    make_opening(childcare("Bis neun", lead_time_hours=lead), "MO", "6:00", "9:00")
    assert help_now(now=MONDAY_MORNING)[group] == ["Bis neun"]


def test_help_is_closed_on_a_public_holiday_or_has_to_be_asked():
    whit_monday = datetime(2026, 5, 25, 6, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    for title, answer in [("Zu", "closed"), ("Offen", "open"), ("Unklar", "unknown")]:
        make_opening(childcare(title, lead_time_hours=0), "MO", "6:00", "18:00", on_public_holidays=answer)
    assert help_now(now=whit_monday) == {"today": ["Offen"], "ask": ["Unklar"], "later": ["Zu"]}


def test_help_pauses_until_the_last_day_of_the_pause():
    for title, until in [("Wieder da", "2026-06-07"), ("Noch weg", "2026-06-08")]:
        open_always(title, lead_time_hours=0, status=Status.PAUSED, paused_until=until)
    assert help_now()["today"] == ["Wieder da"]


def test_many_who_are_closed_leave_room_for_those_who_are_there():
    for number in range(MOST):
        make_opening(childcare(f"Zu {number}", lead_time_hours=0), "TU", "8:00", "12:00")
    for title in "XY":
        open_always(title, lead_time_hours=2)
    found = help_now()
    assert (found["today"], len(found["later"])) == (["X", "Y"], MOST - 2)


@pytest.mark.django_db(transaction=True)  # within one transaction no index is kept
@pytest.mark.parametrize("count", [1, 3])
def test_help_needs_one_query_beside_the_index_and_the_place(count, django_assert_num_queries):
    town = make_municipality(postcode="03238")
    for number in range(count):
        contacts = [make_contact(phone=f"+49302312500{digit}") for digit in range(count)]
        childcare(f"Hilfe {number}", contacts=contacts, locations=[make_location(municipality=town)])
    current_index()
    with django_assert_num_queries(3):
        found = emergency_help(current_index(), find_places("03238")[0], 3, EVENING)
        shown = [(helper.phones[0]["phone"], helper.towns, helper.lead) for helper in found.ask]
    assert shown == [("+493023125000", "Finsterwalde", "")] * count


@pytest.mark.parametrize(
    ("text", "age"),
    [("0", 0), (" 3 ", 3), ("17", 17), ("18", None), ("-1", None), ("²", None), ("9999", None), ("", None)],
)
def test_age_in_reads_whole_years(text, age):
    assert age_in(text) == age


@pytest.mark.parametrize(
    "query", ["", "ort=Atlantis&alter=abc", "ort=%00&alter=-1", "ort=" + "x" * 10_000, "alter=%ff", "ort=1&ort=2"]
)
def test_today_survives_whatever_stands_in_the_address(client, query):
    response = client.get(f"{reverse('offers:today')}?{query}")
    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_today_says_which_place_it_does_not_know(client):
    response = client.get(reverse("offers:today"), {"ort": "Atlantis", "alter": "alt"})
    assert (response.context["place_unknown"], response.context["age_unknown"]) == (True, True)


def test_hidden_addresses_and_contacts_stand_nowhere_on_today(client):
    place = make_location(
        name="Haus Kanarie", street="Kanariengasse 7", municipality=make_municipality("Kanarienstadt"), is_hidden=True
    )
    secret = make_contact(name="Kanarie", phone="+493023125999", is_public=False)
    offer = childcare("Schutz", locations=[place], contacts=[secret])
    text = client.get(reverse("offers:today")).content.decode()
    assert (text.count(offer.title), [word for word in ("Kanarie", "23125999") if word in text]) == (1, [])
