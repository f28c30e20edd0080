"""The sets of bits say the same as the schedule of each single offer."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from offers.index import build_index
from offers.models import Offer
from offers.schedule import StateKind, closing_days, state_at
from offers.timetable import network_calendar
from partners.models import ClosingPeriod
from tests.factories import make_offer, make_opening

MONDAY = date(2026, 11, 16)  # the week of a holiday in one Land only, and of none in the others
CLOCKS = ["0:00", "5:30", "8:00", "12:00", "18:00", "22:00"]
rules = st.tuples(
    st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(CLOCKS),
    st.sampled_from(CLOCKS),
    st.booleans(),
)
exceptions = st.tuples(st.integers(0, 6), st.integers(0, 2), st.sampled_from([None, "9:00", "20:00"]))


class TimetableTests(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        hours=st.lists(rules, max_size=3),
        special=st.lists(exceptions, max_size=2, unique_by=lambda row: row[0]),
        closed=st.none() | st.integers(0, 6),
        at=st.tuples(st.integers(0, 6), st.integers(0, 23), st.sampled_from([0, 29, 30])),
    )
    def test_open_now_says_the_same_as_the_page_of_the_offer(self, hours, special, closed, at):
        offer = make_offer(hours_known="times" if hours else "unknown")
        for weekdays, opens, closes, by_appointment in hours:
            make_opening(offer, " ".join(weekdays), opens, closes, by_appointment=by_appointment)
        for start, length, opens in special:
            first = MONDAY + timedelta(days=start)
            hour = {"opens": opens, "closes": "21:00"} if opens else {}
            offer.opening_exceptions.create(starts_on=first, ends_on=first + timedelta(days=length), **hour)
        if closed is not None:
            day = MONDAY + timedelta(days=closed)
            ClosingPeriod.objects.create(partner=offer.partner, starts_on=day, ends_on=day)
        day, hour, minute = at
        moment = datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), ZoneInfo("Europe/Berlin"))
        index = build_index(MONDAY)
        bit = 1 << index.positions[offer.pk]
        offer = Offer.objects.get(pk=offer.pk)
        calendar = network_calendar().with_closing_periods(closing_days(offer.partner))
        rows, different = offer.opening_times.all(), offer.opening_exceptions.all()
        state = state_at(rows, different, moment, calendar)
        assert bool(index.timetable.open_at(moment) & bit) == (state.kind in (StateKind.OPEN, StateKind.ALWAYS))


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ({}, True),
        ({"status": "planned"}, False),
        ({"status": "paused"}, False),
        ({"status": "paused", "paused_until": MONDAY}, False),
        ({"status": "paused", "paused_until": MONDAY - timedelta(days=1)}, True),
    ],
)
def test_what_pauses_or_is_planned_is_not_open(values, is_open):
    offer = make_offer(**values)
    make_opening(offer, "MO", "9:00", "12:00")
    offer.opening_exceptions.create(starts_on=MONDAY, ends_on=MONDAY, opens=time(9), closes=time(13))
    at = datetime.combine(MONDAY, time(10), ZoneInfo("Europe/Berlin"))
    assert build_index(MONDAY).timetable.open_at(at) == int(is_open)
