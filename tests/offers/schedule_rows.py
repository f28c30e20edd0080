"""Rows for the tests of the schedule, without a database."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from offers.schedule import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
BRANDENBURG = Calendar("BB", [(date(2026, 7, 9), date(2026, 8, 22)), (date(2027, 2, 1), date(2027, 2, 6))])


def clock(text):
    return time.fromisoformat(text) if text else None


def rule(weekdays="MO", opens="09:00", closes="12:00", **values):
    """A row with the fields of ``OpeningTime``; times as “09:00” or None."""
    fields = {
        "frequency": "weekly", "interval": 1, "week_of_month": None, "months": [], "starts_on": None, "until": None,
        "in_school_holidays": "any", "on_public_holidays": "unknown", "by_appointment": False, "label": "",
    }  # fmt: skip
    hours = {"weekdays": weekdays.split(), "opens": clock(opens), "closes": clock(closes)}
    return SimpleNamespace(**fields | hours | values)


def exception(first, last=None, opens=None, closes=None, reason=""):
    """A row with the fields of ``OpeningException``; days as “2026-12-24”."""
    days = {"starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last or first)}
    return SimpleNamespace(**days, opens=clock(opens), closes=clock(closes), reason=reason)


def at(text):
    """A moment in Berlin, written “2026-10-24 23:30”."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def hours_of(plan):
    """The intervals of a plan as ISO texts to the minute with offset."""
    return [
        f"{each.opens.isoformat('T', 'minutes')}/{each.closes.isoformat('T', 'minutes')}" for each in plan.intervals
    ]
