"""Hours for search engines: only those that hold every week."""

from datetime import date

import pytest

from offers.jsonld import _hours
from tests.factories import make_offer, make_opening

pytestmark = pytest.mark.django_db


def test_hours_say_from_when_until_when():
    offer = make_offer()
    make_opening(offer, "MO", "9:00", "12:00", starts_on=date(2026, 1, 5), until=date(2026, 6, 29))
    assert [(row["opens"], row["validFrom"], row["validThrough"]) for row in _hours(offer)] == [
        ("09:00", "2026-01-05", "2026-06-29")
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"months": [3, 4]},
        {"in_school_holidays": "only"},
        {"by_appointment": True},
        {"interval": 2, "starts_on": date(2026, 1, 5)},
        {"frequency": "monthly", "week_of_month": 1},
        {"opens": None, "closes": None},
    ],
)
def test_hours_that_do_not_hold_every_week_are_left_out(values):
    offer = make_offer()
    make_opening(offer, "MO", **values)
    assert _hours(offer) == []
