"""From rules and exceptions to the hours of one day."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from django.utils.translation import gettext as _

from offers.schedule.rules import BERLIN, NO, YES, applies_on, recurs_on

LONGEST_LOOK = 731  # days that next_dates looks ahead: twice a year of a yearly rule
DAY = timedelta(days=1)


class Interval(NamedTuple):
    """From opening to closing, both with the offset of Berlin; ``row`` is the rule or the exception behind it."""

    opens: datetime
    closes: datetime
    row: object


@dataclass
class DayPlan:
    """What is known about one day. ``intervals`` begin on that day; the last may end on the next."""

    intervals: list[Interval] = field(default_factory=list)
    unknown: bool = False  # a day without times, or a public holiday that nobody said anything about
    by_appointment: bool = False  # a day without times on which appointments are given
    closed_reason: str = ""  # why it is closed although the rules would have it open
    holiday: str = ""  # the name of the public holiday


def in_berlin(at: datetime) -> datetime:
    """The same moment on the clocks of Berlin, with a fixed offset.

    Fixed, for Python compares two times of one zone by the hands of the clock, wrong while an hour is repeated.
    """
    local = at.astimezone(BERLIN)
    return local.replace(tzinfo=timezone(local.utcoffset()), fold=0)


def moment(day: date, clock: time) -> datetime:
    """That time in Berlin; a time that the clock skips counts as before the change, as RFC 5545 (3.3.5) has it."""
    return in_berlin(datetime.combine(day, clock, BERLIN).astimezone(UTC))


def interval_on(day: date, row) -> Interval:
    """The hours of a row with times on ``day``. Closing at or before opening is on the next day."""
    last_day = day + DAY if row.closes <= row.opens else day
    return Interval(moment(day, row.opens), moment(last_day, row.closes), row)


def day_intervals(rows, exceptions, day: date, calendar) -> DayPlan:
    """The hours that begin on ``day``. Exceptions go before closing days, closing days before rules."""
    today = [row for row in exceptions if row.starts_on <= day <= row.ends_on]
    special = [row for row in today if row.opens is not None and _counts_on(row, rows, day, calendar)]
    plan = DayPlan(holiday=calendar.public_holiday(day))
    if special:
        plan.intervals = _intervals(special, day)
    elif any(row.opens is None for row in today):
        plan.closed_reason = next((row.reason for row in today if row.opens is None), "") or _("closed")
    elif (reason := calendar.closing_reason(day)) is not None:
        plan.closed_reason = reason or _("closed")
    else:
        _follow_rules(plan, rows, day, calendar)
    return plan


def next_dates(rows, exceptions, start: datetime, calendar, count: int) -> list[Interval]:
    """The next ``count`` openings from the moment ``start`` on; fewer where two years hold no more."""
    rows, exceptions, found = list(rows), list(exceptions), []
    first = in_berlin(start).date()
    for offset in range(LONGEST_LOOK if rows or exceptions else 0):
        plan = day_intervals(rows, exceptions, first + offset * DAY, calendar)
        found += [interval for interval in plan.intervals if interval.opens >= start]
        if len(found) >= count:
            break
    return found[:count]


def _counts_on(exception, rows, day, calendar) -> bool:
    """Other times for one day hold on that day; for several, on those on which there would be hours anyway."""
    if exception.starts_on == exception.ends_on or not rows:
        return True
    return any(applies_on(row, day, calendar) == YES for row in rows)


def _follow_rules(plan, rows, day, calendar):
    answers = [(row, applies_on(row, day, calendar)) for row in rows]
    sure = [row for row, answer in answers if answer == YES]
    plan.intervals = _intervals([row for row in sure if row.opens is not None], day)
    plan.by_appointment = any(row.opens is None and row.by_appointment for row in sure)
    plan.unknown = any(row.opens is None for row in sure) or any(answer not in (YES, NO) for _row, answer in answers)
    if plan.holiday and not sure and not plan.unknown and any(recurs_on(row, day) for row in rows):
        plan.closed_reason = plan.holiday


def _intervals(rows, day) -> list[Interval]:
    """Sorted by opening; what the change to summer time swallows is left out."""
    found = [interval_on(day, row) for row in rows]
    return sorted((each for each in found if each.opens < each.closes), key=lambda each: each[:2])
