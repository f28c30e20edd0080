"""Days, states and next dates: clock changes, nights, exceptions, closing days."""

from datetime import date, timedelta

import pytest

from offers.schedule import StateKind, day_intervals, edge_hours, next_dates, state_at, state_words
from offers.schedule.state import next_opening_words
from tests.offers.schedule_rows import BRANDENBURG, at, exception, hours_of, rule

ROUND_THE_CLOCK = rule("MO TU WE TH FR SA SU", "00:00", "00:00", on_public_holidays="open")


def plan_of(rows, day, exceptions=(), calendar=BRANDENBURG):
    return day_intervals(rows, exceptions, date.fromisoformat(day), calendar)


@pytest.mark.parametrize(
    ("day", "hours", "length"),
    [
        ("2026-03-28", "2026-03-28T22:00+01:00/2026-03-29T06:00+02:00", 7),
        ("2026-10-24", "2026-10-24T22:00+02:00/2026-10-25T06:00+01:00", 9),
        ("2027-03-27", "2027-03-27T22:00+01:00/2027-03-28T06:00+02:00", 7),
        ("2027-10-30", "2027-10-30T22:00+02:00/2027-10-31T06:00+01:00", 9),
        ("2026-06-06", "2026-06-06T22:00+02:00/2026-06-07T06:00+02:00", 8),
    ],
)
def test_night_hours_are_right_over_the_clock_change(day, hours, length):
    plan = plan_of([rule("SA", "22:00", "06:00")], day)
    (night,) = plan.intervals
    assert (hours_of(plan), night.closes - night.opens) == ([hours], timedelta(hours=length))


def test_midnight_to_midnight_is_the_whole_day_of_25_hours():
    (interval,) = plan_of([ROUND_THE_CLOCK], "2026-10-25").intervals
    assert interval.closes - interval.opens == timedelta(hours=25)


def test_opening_in_the_skipped_hour_follows_rfc_5545():
    assert hours_of(plan_of([rule("SU", "02:30", "05:00")], "2026-03-29")) == [
        "2026-03-29T03:30+02:00/2026-03-29T05:00+02:00"
    ]


def test_hours_that_vanish_in_the_skipped_hour_are_left_out():
    assert plan_of([rule("SU", "02:30", "03:15")], "2026-03-29").intervals == []


def test_state_in_the_repeated_hour_knows_which_one_it_is():
    row = rule("SU", "01:00", "02:30")
    first, second = at("2026-10-25 02:20"), at("2026-10-25 02:20").replace(fold=1)
    assert [state_at([row], [], when, BRANDENBURG).kind for when in (first, second)] == ["open", "over"]


def test_weekday_offer_is_closed_on_saturday_morning():
    state = state_at([rule("MO TU WE TH FR", "08:00", "16:00")], [], at("2026-06-06 06:00"), BRANDENBURG)
    assert (state.kind, state.opens.isoformat()) == ("closed", "2026-06-08T08:00:00+02:00")


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        ("2026-06-08 08:59", "opens_later"),
        ("2026-06-08 09:00", "open"),
        ("2026-06-08 11:59", "open"),
        ("2026-06-08 12:00", "over"),
        ("2026-06-09 10:00", "closed"),
    ],
)
def test_state_changes_to_the_minute(moment, kind):
    assert state_at([rule()], [], at(moment), BRANDENBURG).kind == kind


def test_state_past_midnight_belongs_to_the_evening_before():
    state = state_at([rule("FR", "20:00", "02:00")], [], at("2026-06-06 01:30"), BRANDENBURG)
    assert (state.kind, state.closes.isoformat()) == ("open", "2026-06-06T02:00:00+02:00")


def test_state_round_the_clock_has_no_end():
    assert state_at([ROUND_THE_CLOCK], [], at("2026-06-06 23:59"), BRANDENBURG).kind == StateKind.ALWAYS


def test_state_joins_hours_without_a_gap():
    rows = [rule("MO", "08:00", "12:00"), rule("MO", "12:00", "15:00")]
    assert state_at(rows, [], at("2026-06-08 09:00"), BRANDENBURG).closes.isoformat() == "2026-06-08T15:00:00+02:00"


def test_state_by_appointment_is_never_open():
    rows = [rule("MO", by_appointment=True)]
    assert state_at(rows, [], at("2026-06-08 10:00"), BRANDENBURG).kind == "appointment"


def test_state_of_day_without_times_is_unknown():
    assert state_at([rule("MO", None, None)], [], at("2026-06-08 10:00"), BRANDENBURG).kind == "unknown"


def test_state_of_rules_that_have_run_out_is_unknown():
    rows = [rule("MO", until=date(2026, 1, 31))]
    assert state_at(rows, [], at("2026-06-08 10:00"), BRANDENBURG).kind == "unknown"


def test_state_on_public_holiday_nobody_spoke_of_names_it():
    state = state_at([rule("SA")], [], at("2026-10-03 10:00"), BRANDENBURG)
    assert (state.kind, state.reason) == ("holiday", "Tag der Deutschen Einheit")


def test_closed_public_holiday_is_the_reason():
    plan = plan_of([rule("SA", on_public_holidays="closed")], "2026-10-03")
    assert (plan.intervals, plan.unknown, plan.closed_reason) == ([], False, "Tag der Deutschen Einheit")


def test_exception_without_times_closes():
    plan = plan_of([rule()], "2026-06-08", [exception("2026-06-07", "2026-06-09", reason="Betriebsausflug")])
    assert (plan.intervals, plan.closed_reason) == ([], "Betriebsausflug")


def test_exception_with_times_opens_on_a_closing_day():
    calendar = BRANDENBURG.with_closing_periods([(date(2026, 6, 1), date(2026, 6, 30), "Umzug")])
    special = [exception("2026-06-09", opens="10:00", closes="11:00")]
    assert (plan_of([rule()], "2026-06-08", special, calendar).closed_reason, hours_of(
        plan_of([rule()], "2026-06-09", special, calendar)
    )) == ("Umzug", ["2026-06-09T10:00+02:00/2026-06-09T11:00+02:00"])  # fmt: skip


def test_exception_for_weeks_changes_times_on_the_usual_days_only():
    summer = [exception("2026-07-01", "2026-07-31", "08:00", "10:00")]
    assert [len(plan_of([rule("MO")], day, summer).intervals) for day in ("2026-07-06", "2026-07-07")] == [1, 0]


def test_next_dates_skip_what_is_closed():
    found = next_dates([rule("MO")], [exception("2026-06-15")], at("2026-06-08 10:00"), BRANDENBURG, 2)
    assert [each.opens.isoformat() for each in found] == ["2026-06-22T09:00:00+02:00", "2026-06-29T09:00:00+02:00"]


def test_next_dates_without_rules_are_none():
    assert next_dates([], [], at("2026-06-08 10:00"), BRANDENBURG, 3) == []


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (rule("MO", "09:00", "17:00"), set()),
        (rule("MO", "06:30", "17:30"), {"before_7", "after_17"}),
        (rule("SA", "20:00", "02:00"), {"saturday", "after_17", "after_20", "night"}),
        (rule("SU", None, None), {"sunday"}),
        (rule("MO", "22:00", "06:00"), {"before_7", "after_17", "after_20", "night"}),
        (rule("TU", in_school_holidays="only"), {"school_holiday"}),
        (rule("TU", on_public_holidays="open"), {"public_holiday"}),
    ],
)
def test_edge_hours_are_read_off_the_rules(row, codes):
    assert edge_hours([row]) == codes


@pytest.mark.parametrize(
    ("rows", "moment", "words"),
    [
        ([rule("MO", "09:00", "15:00")], "2026-06-08 10:00", "jetzt erreichbar bis 15 Uhr"),
        ([rule("MO", "14:00", "15:30")], "2026-06-08 10:00", "öffnet heute um 14 Uhr"),
        ([rule("FR", "20:00", "02:00")], "2026-06-05 23:00", "jetzt erreichbar bis morgen um 2 Uhr"),
        ([rule("MO")], "2026-06-09 10:00", "heute geschlossen"),
        ([rule("MO")], "2026-06-08 13:00", "für heute geschlossen"),
        ([rule("SA")], "2026-10-03 10:00", "Feiertag (Tag der Deutschen Einheit): bitte vorher anrufen"),
        ([ROUND_THE_CLOCK], "2026-10-03 10:00", "rund um die Uhr erreichbar"),
        ([rule("MO", by_appointment=True)], "2026-06-08 10:00", "heute nach Vereinbarung"),
        ([], "2026-06-08 10:00", "bitte nachfragen, wann jemand da ist"),
    ],
)
def test_state_words_say_it_in_german(rows, moment, words):
    assert state_words(state_at(rows, [], at(moment), BRANDENBURG)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-06-07 10:00", "öffnet wieder morgen um 9 Uhr"),
        ("2026-06-09 10:00", "öffnet wieder am Montag um 9 Uhr"),
        ("2026-06-08 13:00", "öffnet wieder am 15. Juni um 9 Uhr"),
        ("2026-06-08 10:00", ""),
    ],
)
def test_next_opening_is_named_as_people_do(moment, words):
    assert next_opening_words(state_at([rule("MO")], [], at(moment), BRANDENBURG)) == words
