"""Calendars say of each day what the schedule says, over both changes of the clock and around all exceptions."""

from datetime import UTC, date, time, timedelta

import icalendar
import pytest
from django.urls import reverse

from offers.exports.calendar import Window, calendar_text
from offers.models import Offer, OpeningException
from offers.schedule import Calendar, closing_days, day_intervals
from partners.models import ClosingPeriod, SchoolHoliday
from tests.factories import make_location, make_offer, make_opening
from tests.offers.exports.ical import events, occurrences, unfolded

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 12)  # the window reaches over both changes of the clock


def text_of(offers=None, on=ON):
    return calendar_text(Offer.objects.all() if offers is None else offers, name="K", address="/kalender.ics", on=on)


def days_of_schedule(offer, on=ON, first=None, last=None):
    """What the schedule says of each day of the window, in the words of ``ical.occurrences``."""
    window = Window.around(on)
    calendar = Calendar.read().with_closing_periods(closing_days(offer.partner))
    rows, exceptions = list(offer.opening_times.all()), list(offer.opening_exceptions.all())
    day, found = first or window.first, []
    while day <= (last or window.last):
        plan = day_intervals(rows, exceptions, day, calendar)
        found += plan.intervals
        day += timedelta(days=1)
    return sorted(f"{each.opens.astimezone(UTC):%Y-%m-%dT%H:%M}/{each.closes.astimezone(UTC):%H:%M}" for each in found)


def except_on(offer, first, last=None, opens=None, closes=None):
    hours = [time.fromisoformat(text) if text else None for text in (opens, closes)]
    days = [date.fromisoformat(text) for text in (first, last or first)]
    OpeningException.objects.create(offer=offer, starts_on=days[0], ends_on=days[1], opens=hours[0], closes=hours[1])


RULES = {
    "every week": [{"weekdays": "MO TU WE TH FR", "opens": "8:00", "closes": "12:00"}],
    "two rules on one day": [{"weekdays": "TU"}, {"weekdays": "TU", "opens": "14:00", "closes": "18:00"}],
    "night": [{"weekdays": "SA SU", "opens": "22:00", "closes": "6:00", "on_public_holidays": "open"}],
    "round the clock": [
        {"weekdays": "MO TU WE TH FR SA SU", "opens": "0:00", "closes": "0:00", "on_public_holidays": "open"}
    ],
    "in the hour that is skipped": [{"weekdays": "SU", "opens": "2:30", "closes": "5:00"}],
    "in the hour that is repeated": [{"weekdays": "SU", "opens": "1:00", "closes": "2:30"}],
    "skipped altogether": [{"weekdays": "SU", "opens": "2:15", "closes": "2:45"}],
    "first Saturdays": [{"weekdays": "SA", "frequency": "monthly", "week_of_month": 1}],
    "last Fridays in summer": [{"weekdays": "FR", "frequency": "monthly", "week_of_month": -1, "months": [6, 7, 8]}],
    "every third month": [
        {"weekdays": "WE", "frequency": "monthly", "week_of_month": 2, "interval": 3, "starts_on": date(2025, 2, 1)}
    ],
    "every second week": [{"weekdays": "MO TH", "interval": 2, "starts_on": date(2025, 11, 6)}],
    "from a day until a day": [{"weekdays": "WE", "starts_on": date(2026, 3, 26), "until": date(2026, 10, 28)}],
    "not in the holidays": [{"weekdays": "MO WE", "in_school_holidays": "closed"}],
    "in the holidays only": [{"weekdays": "TU", "in_school_holidays": "only"}],
    "from the night of the change on": [
        {"weekdays": "SU", "opens": "0:00", "closes": "6:00", "starts_on": date(2026, 3, 29)}
    ],
    "no times": [{"weekdays": "MO", "opens": "", "closes": "", "by_appointment": True}],
}


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES.keys())
def test_calendar_unfolds_to_the_days_of_the_schedule(rules):
    offer = make_offer()
    for rule in rules:
        make_opening(offer, **rule)
    SchoolHoliday.objects.create(state="BB", name="Sommer", starts_on="2026-07-09", ends_on="2026-08-22")
    SchoolHoliday.objects.create(state="BB", name="Winter", starts_on="2027-02-01", ends_on="2027-02-06")
    ClosingPeriod.objects.create(partner=offer.partner, starts_on="2026-12-24", ends_on="2027-01-02")
    except_on(offer, "2026-10-24", "2026-10-25")
    except_on(offer, "2026-10-19", "2026-11-01", opens="10:00", closes="11:30")
    except_on(offer, "2026-05-02", opens="20:00", closes="02:00")
    assert occurrences(text_of()) == days_of_schedule(offer)


def test_calendar_of_other_times_only_has_their_days():
    offer = make_offer()
    except_on(offer, "2026-10-24", "2026-10-26", opens="22:00", closes="04:00")
    found = occurrences(text_of())
    assert found == ["2026-10-24T20:00/03:00", "2026-10-25T21:00/03:00", "2026-10-26T21:00/03:00"]
    assert found == days_of_schedule(offer)


def test_paused_offer_begins_again_after_its_pause_and_ends_with_its_entry():
    values = {"status": "paused", "paused_until": date(2026, 4, 10), "visible_until": date(2026, 6, 30)}
    offer = make_offer(**values)
    make_opening(offer, "FR")
    days = days_of_schedule(offer, first=date(2026, 4, 11), last=date(2026, 6, 30))
    assert occurrences(text_of()) == days


@pytest.mark.parametrize("status", ["planned", "paused"])
def test_offer_that_is_not_there_has_no_dates(status):
    make_opening(make_offer(status=status))
    assert occurrences(text_of()) == []


def test_event_says_where_and_what_but_nothing_of_a_secret_place():
    offer = make_offer(title="Café, für alle; auch", locations=[make_location(street="Beispielweg 1", town="Ort")])
    make_opening(offer, "SA", label="offen", by_appointment=True)
    make_opening(make_offer(locations=[make_location(street="Geheimweg 7", is_hidden=True, postcode="03238")]))
    open_one, secret = events(text_of())
    assert open_one["SUMMARY"] == r"Café\, für alle\; auch (offen)"
    assert open_one["LOCATION"] == r"Beispielweg 1\, Ort"
    assert open_one["URL"].endswith(f"/angebote/{offer.slug}/")
    assert {"LOCATION", "GEO"} & set(secret) == set()
    assert b"Geheimweg" not in text_of()


def test_calendar_stays_the_same_within_a_month_and_counts_its_revisions():
    offer = make_offer()
    make_opening(offer)
    Offer.objects.update(updated_at="2026-01-02T10:00Z")
    for rows in (type(offer.partner).objects, type(offer.opening_times.get()).history):
        rows.update(**{"updated_at" if hasattr(rows.first(), "updated_at") else "history_date": "2026-01-02T10:00Z"})
    before = text_of()
    assert text_of(on=date(2026, 3, 31)) == before
    Offer.objects.update(updated_at="2026-03-20T10:00Z")
    [first], [second] = events(before), events(text_of())
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert (first["UID"], second["DTSTAMP"]) == (second["UID"], second["LAST-MODIFIED"])


def test_calendar_is_read_by_icalendar_and_carries_its_time_zone():
    make_opening(make_offer())
    text = text_of()
    calendar = icalendar.Calendar.from_ical(text)
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert calendar.walk("VEVENT")[0].errors == []
    assert unfolded(text)[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//network-portal//calendar//DE"]


@pytest.mark.parametrize("count", [1, 4])
def test_calendar_needs_no_more_queries_for_more_offers(count, django_assert_num_queries):
    for _number in range(count):
        make_opening(make_offer(locations=[make_location()]), location=make_location())
    with django_assert_num_queries(8):
        text_of()


def test_calendars_hold_the_offers_of_their_address(client):
    offer, other, hidden = make_offer(), make_offer(), make_offer(publication="draft")
    for row in (offer, other, hidden):
        make_opening(row)
    field = offer.policy_field
    expected = {
        reverse("offers:calendar"): {offer.slug, other.slug},
        reverse("offers:field-calendar", args=[field.slug]): {offer.slug},
        reverse("offers:offer-calendar", args=[other.slug]): {other.slug},
    }
    found = {address: client.get(address) for address in expected}
    slugs = {
        address: {event["URL"].split("/")[-2] for event in events(answer.content)} for address, answer in found.items()
    }
    assert slugs == expected
    assert {answer["Content-Type"] for answer in found.values()} == {"text/calendar; charset=utf-8"}
    assert client.get(reverse("offers:offer-calendar", args=[hidden.slug])).status_code == 404
