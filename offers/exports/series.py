"""From rules and exceptions to the series of a calendar: a first time, how it repeats, what differs.

What a calendar program unfolds from a series is what ``schedule.day_intervals`` says of each day. Rules go on for ever,
public holidays do not fit into them; so a series reaches from the first to the last day of a window.
"""

import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from offers.schedule import day_intervals
from offers.schedule.calendar import public_holidays
from offers.schedule.days import DAY, Interval
from offers.schedule.rules import BERLIN, as_rrule, recurs_on


@dataclass
class Series:
    """Hours of one rule, or of one exception; times as the clocks of Berlin show them."""

    row: object
    begins: datetime  # without a zone
    length: timedelta  # on a day on which nobody touches the clock
    rule: str = ""  # RFC 5545, 3.3.10
    more: list[datetime] = field(default_factory=list)  # openings besides the first one that follow no rule
    without: list[datetime] = field(default_factory=list)  # openings of the rule that do not take place
    changed: list[tuple[datetime, Interval]] = field(default_factory=list)  # by the clock: as the rule says, as it is


class Unfolder:
    """The series of one offer from ``first`` to ``last``; ``rows`` and ``exceptions`` are as in ``schedule``."""

    def __init__(self, rows, exceptions, calendar, first: date, last: date):
        self.rows, self.exceptions = list(rows), list(exceptions)
        self.calendar, self.first, self.last = calendar, first, last
        self.plans = {}
        self.clock_days = _days_around_clock_changes(first, last)
        self.special_days = self.clock_days | set(self._different_days())

    def series(self) -> list[Series]:
        """One for each rule and each exception that has times on any day of the window."""
        found = [self._of_rule(row) for row in self.rows if row.opens is not None]
        found += [self._of_exception(row) for row in self.exceptions if row.opens is not None]
        return [each for each in found if each]

    def _different_days(self):
        """Days on which a rule may fall and not hold, school holidays aside."""
        for year in range(self.first.year, self.last.year + 1):
            yield from self._inside(public_holidays(self.calendar.state, year))
        for row in self.exceptions:
            yield from self._days(row.starts_on, row.ends_on)
        for starts_on, ends_on, _reason in self.calendar.closing_periods:
            yield from self._days(starts_on, ends_on)

    def _inside(self, days):
        return (day for day in days if self.first <= day <= self.last)

    def _days(self, first, last):
        first, last = max(first, self.first), min(last, self.last)
        return (first + number * DAY for number in range((last - first).days + 1))

    def _hours(self, day, row) -> Interval | None:
        """What takes place of ``row`` on ``day``."""
        if day not in self.plans:
            self.plans[day] = day_intervals(self.rows, self.exceptions, day, self.calendar).intervals
        return next((each for each in self.plans[day] if each.row is row), None)

    def _of_rule(self, row) -> Series | None:
        all_days = list(self._days(self.first, min(row.until or self.last, self.last)))
        special = set(all_days) if row.in_school_holidays != "any" else self.special_days
        begin = next((day for day in all_days if recurs_on(row, day) and self._holds(row, day, special)), None)
        if begin is None:
            return None
        later = [day for day in all_days if day > begin and day in special and recurs_on(row, day)]
        kept = [day for day in later if self._hours(day, row)]
        bounded = copy.copy(row)
        bounded.until = min(row.until or self.last, self.last)
        return Series(
            row, naive_opening(row, begin), usual_length(row), as_rrule(bounded),
            without=[naive_opening(row, day) for day in later if not self._hours(day, row)],
            changed=self._changed_by_clock(row, [begin, *kept]),
        )  # fmt: skip

    def _holds(self, row, day, special) -> bool:
        return day not in special or self._hours(day, row) is not None

    def _of_exception(self, row) -> Series | None:
        days = [day for day in self._days(row.starts_on, row.ends_on) if self._hours(day, row)]
        if not days:
            return None
        more = [naive_opening(row, day) for day in days[1:]]
        changed = self._changed_by_clock(row, days)
        return Series(row, naive_opening(row, days[0]), usual_length(row), more=more, changed=changed)

    def _changed_by_clock(self, row, days):
        """Hours that are longer, shorter or later than usual: a series has one length for all (RFC 5545, 3.8.5.3)."""
        found = [(naive_opening(row, day), self._hours(day, row)) for day in days if day in self.clock_days]
        usual = usual_length(row)
        return [
            (planned, hours)
            for planned, hours in found
            if hours.closes - hours.opens != usual or hours.opens.replace(tzinfo=None) != planned
        ]


def naive_opening(row, day: date) -> datetime:
    """The opening of ``row`` on ``day`` as its rule says, without a zone."""
    return datetime.combine(day, row.opens)


def usual_length(row) -> timedelta:
    """From opening to closing; closing at or before opening is on the next day."""
    length = timedelta(hours=row.closes.hour - row.opens.hour, minutes=row.closes.minute - row.opens.minute)
    return length if row.closes > row.opens else length + DAY


def _days_around_clock_changes(first: date, last: date) -> set[date]:
    """Days on which the clock changes, and the days before, whose hours may last until then."""
    days = (first + number * DAY for number in range((last - first).days + 1))
    changes = {day for day in days if _offset(day) != _offset(day + DAY)}
    return changes | {day - DAY for day in changes}


def _offset(day: date) -> timedelta:
    return datetime.combine(day, datetime.min.time(), BERLIN).utcoffset()
