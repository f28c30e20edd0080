"""How the demo files write days and hours."""

from datetime import date, time

import pytest

from network_portal.demo.days import read_day, read_period
from network_portal.demo.hours import read_hours

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("today", SUNDAY),
        ("today+30", date(2026, 12, 22)),
        ("today-7", date(2026, 11, 15)),
        ("today+1 FR", date(2026, 11, 27)),
        ("today SU", SUNDAY),
        ("next 12-24", date(2026, 12, 24)),
        ("next 01-03", date(2027, 1, 3)),
        (date(2020, 1, 1), date(2020, 1, 1)),
        (None, None),
    ],
)
def test_read_day_counts_from_the_day_of_loading(written, day):
    assert read_day(written, SUNDAY) == day


@pytest.mark.parametrize("written", ["tomorrow", "today+30 XX", "next 24.12.", ""])
def test_read_day_refuses_other_words(written):
    with pytest.raises(ValueError, match="is not a day"):
        read_day(written, SUNDAY)


def test_read_period_counts_both_ends():
    period = read_period({"from": "next 12-24", "days": 3}, SUNDAY)
    assert period == {"starts_on": date(2026, 12, 24), "ends_on": date(2026, 12, 26)}


def test_read_hours_of_a_week():
    assert read_hours('MO TH 9:00-12:30 term @Herzberg (Elster) "nur Telefon"') == {
        "weekdays": ["MO", "TH"],
        "opens": time(9),
        "closes": time(12, 30),
        "in_school_holidays": "closed",
        "location": "Herzberg (Elster)",
        "label": "nur Telefon",
    }


def test_read_hours_of_a_month_and_round_the_clock():
    monthly, always = read_hours("-1FR 15:00-24:00"), read_hours("SA SU 0:00-24:00 public")
    assert (monthly["frequency"], monthly["week_of_month"], monthly["weekdays"]) == ("monthly", -1, ["FR"])
    assert (monthly["closes"], always["opens"], always["closes"]) == (time(0), time(0), time(0))


@pytest.mark.parametrize("written", ["XX 9:00-10:00", "MO 9-12", "MO 9:00-12:00 maybe", "1MO TU 9:00-10:00", ""])
def test_read_hours_refuses_what_it_does_not_know(written):
    with pytest.raises(ValueError, match="“"):
        read_hours(written)
