"""Rules and the days they fall on; dateutil is the measure for RFC 5545."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from offers.schedule import Calendar, applies_on, as_rrule
from offers.schedule.rules import CODES, recurs_on
from tests.offers.schedule_rows import BERLIN, BRANDENBURG, rule

FIRST = date(2026, 1, 1)
TWO_YEARS = [FIRST + timedelta(days=number) for number in range(731)]


@st.composite
def rules(draw):
    monthly = draw(st.booleans())
    interval = draw(st.integers(1, 4))
    starts_on = draw(st.dates(date(2025, 6, 1), date(2027, 6, 30)) if interval > 1 else st.just(None))
    return rule(
        " ".join(draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=7, unique=True))),
        opens=draw(st.sampled_from(["09:00", None])),
        frequency="monthly" if monthly else "weekly",
        interval=interval,
        week_of_month=draw(st.sampled_from([1, 2, 3, 4, -1])) if monthly else None,
        months=draw(st.lists(st.integers(1, 12), max_size=4, unique=True)),
        starts_on=starts_on,
        until=draw(st.none() | st.dates(date(2027, 7, 1), date(2027, 12, 31))),
    )


@settings(max_examples=60, deadline=None)
@given(rules())
def test_recurs_on_agrees_with_dateutil_over_two_years(row):
    start = datetime.combine(row.starts_on or FIRST, row.opens or time(0), BERLIN if row.opens else None)
    zone = start.tzinfo
    found = rrulestr(as_rrule(row), dtstart=start).between(
        datetime.combine(TWO_YEARS[0], time(0), zone), datetime.combine(TWO_YEARS[-1], time(23), zone), inc=True
    )
    assert [day for day in TWO_YEARS if recurs_on(row, day)] == [moment.date() for moment in found]


def test_as_rrule_writes_every_part():
    row = rule("SA MO", frequency="monthly", interval=2, week_of_month=-1, months=[9, 3], until=date(2026, 7, 1))
    assert as_rrule(row) == "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1MO,-1SA;BYMONTH=3,9;UNTIL=20260701T215959Z"


def test_as_rrule_of_rule_without_times_ends_on_a_date():
    assert as_rrule(rule(opens=None, closes=None, until=date(2026, 7, 1))) == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260701"


def test_first_saturday_rule_applies_on_first_saturdays_only():
    row = rule("SA", frequency="monthly", week_of_month=1)
    days = [day for day in TWO_YEARS[:120] if applies_on(row, day, BRANDENBURG) == "yes"]
    assert days == [date(2026, 1, 3), date(2026, 2, 7), date(2026, 3, 7), date(2026, 4, 4)]


def test_last_friday_rule_finds_the_fourth_and_the_fifth():
    row = rule("FR", frequency="monthly", week_of_month=-1)
    days = [day for day in TWO_YEARS[:90] if applies_on(row, day, BRANDENBURG) == "yes"]
    assert days == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]


def test_every_second_week_counts_from_the_week_of_the_first_day():
    # Thursday 1 January 2026 begins; the Monday of that week lies before it, the next turn is 12 January.
    row = rule("MO TH", interval=2, starts_on=date(2026, 1, 1))
    days = [day for day in TWO_YEARS[:20] if recurs_on(row, day)]
    assert days == [date(2026, 1, 1), date(2026, 1, 12), date(2026, 1, 15)]


@pytest.mark.parametrize(("said", "answer"), [("open", "yes"), ("closed", "no"), ("unknown", "unknown")])
def test_public_holiday_answers_what_was_said(said, answer):
    assert applies_on(rule("SA", on_public_holidays=said), date(2026, 10, 3), BRANDENBURG) == answer


def test_repentance_day_is_a_holiday_in_saxony_only():
    row, day = rule("WE", on_public_holidays="closed"), date(2026, 11, 18)
    assert {state: applies_on(row, day, Calendar(state)) for state in ("SN", "BB", "BY")} == {
        "SN": "no", "BB": "yes", "BY": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("when", "day", "answer"),
    [
        ("only", date(2026, 7, 13), "yes"),
        ("only", date(2026, 9, 7), "no"),
        ("closed", date(2026, 7, 13), "no"),
        ("closed", date(2026, 9, 7), "yes"),
        ("closed", date(2029, 9, 10), "unknown"),  # nobody has entered the school holidays of 2029
        ("any", date(2029, 9, 10), "yes"),
    ],
)
def test_school_holidays_decide(when, day, answer):
    assert applies_on(rule("MO", in_school_holidays=when), day, BRANDENBURG) == answer


def test_calendar_with_closing_periods_leaves_the_first_as_it_was():
    closed = BRANDENBURG.with_closing_periods([(date(2026, 8, 3), date(2026, 8, 14), "Urlaub")])
    day = date(2026, 8, 14)
    assert (closed.closing_reason(day), BRANDENBURG.closing_reason(day)) == ("Urlaub", None)


def test_applies_on_reads_any_object_with_the_fields():
    row = SimpleNamespace(**vars(rule("TU")))
    assert applies_on(row, date(2026, 1, 6), Calendar("BB")) == "yes"
