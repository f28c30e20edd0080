"""The calendar from the database."""

from datetime import date

import pytest

from offers.schedule import Calendar, closing_days
from partners.models import ClosingPeriod, SchoolHoliday
from tests.factories import make_partner

pytestmark = pytest.mark.django_db


def test_calendar_read_knows_the_school_holidays_of_its_land(django_assert_num_queries):
    for state, first in (("BB", 9), ("SN", 4)):
        SchoolHoliday.objects.create(
            state=state, name="Sommerferien", starts_on=date(2026, 7, first), ends_on=date(2026, 8, 14)
        )
    with django_assert_num_queries(1):
        calendar = Calendar.read("BB")
        answers = [calendar.is_school_holiday(date(2026, 7, day)) for day in (8, 9)]
    assert answers == [False, True]


def test_closing_days_are_triples():
    partner = make_partner()
    ClosingPeriod.objects.create(
        partner=partner, starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 31), reason="Jahreswechsel"
    )
    assert closing_days(partner) == [(date(2026, 12, 24), date(2026, 12, 31), "Jahreswechsel")]
