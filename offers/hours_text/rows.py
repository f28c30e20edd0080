"""Puts rows into the one canonical form and finds the contradictions among them.

Canonical: rows that differ in nothing but their weekdays become one row with all of them, Monday first, in the place
of the first; a row said twice stands once. Weekly and monthly rows stay apart.
"""

from dataclasses import replace
from datetime import time
from itertools import combinations

from .model import DAYS

_ALL_DAY = 24 * 60


def merged(rows):
    """The rows in canonical form."""
    days_of = {}
    for row in rows:
        days_of.setdefault(replace(row, weekdays=()), set()).update(row.weekdays)
    found = (replace(row, weekdays=tuple(sorted(days, key=_day_order))) for row, days in days_of.items())
    return tuple(replace(row, public_holidays="open") if _never_closes(row) else row for row in found)


def _never_closes(row):
    """Whoever is there round the clock, every day of the week, is there on public holidays too, unless it says no."""
    round_the_clock = row.opens == row.closes == time(0) and row.weekdays == DAYS
    limited = row.months or row.starts_on or row.school_holidays != "any"
    return round_the_clock and not limited and row.public_holidays == "unknown"


def _day_order(weekday):
    number = int(weekday[:-2] or 0)
    return DAYS.index(weekday[-2:]), number < 0, number


def with_break(rows, starts, ends):
    """The rows without a break that lies inside of them; None where it fits to no row or cuts one oddly."""
    cut = []
    for row in rows:
        parts = [row] if row.opens is None else _parts(row, starts, ends)
        if parts is None:
            return None
        cut += parts
    return cut if cut != list(rows) else None


def _parts(row, starts, ends):
    if starts >= ends or row.closes <= row.opens:
        return None
    if ends <= row.opens or starts >= row.closes:
        return [row]
    if row.opens < starts and ends < row.closes:
        return [replace(row, closes=starts), replace(row, opens=ends)]
    return None


def contradict(rows):
    """Whether two rows for the same thing and place overlap, so that one of them may be an exception to the other."""
    return any(_overlap(one, other) for one, other in combinations(rows, 2) if one != other)


def _overlap(one, other):
    same = (one.label, one.place) == (other.label, other.place)
    days = {day[-2:] for day in one.weekdays} & {day[-2:] for day in other.weekdays}
    return same and bool(days) and _share_season(one, other) and _share_time(one, other)


def _share_season(one, other):
    apart = one.months and other.months and not set(one.months) & set(other.months)
    holidays = {one.school_holidays, other.school_holidays} == {"closed", "only"}
    monthly = one.frequency == other.frequency == "monthly" and not set(one.weekdays) & set(other.weekdays)
    dated = one.starts_on and other.starts_on and one.until and other.until
    dates = dated and (one.until < other.starts_on or other.until < one.starts_on)
    return not (apart or holidays or monthly or dates)


def _share_time(one, other):
    if one.opens is None or other.opens is None:
        return True
    (start, end), (begin, finish) = _minutes(one), _minutes(other)
    return start < finish and begin < end


def _minutes(row):
    opens, closes = (moment.hour * 60 + moment.minute for moment in (row.opens, row.closes or time(0)))
    return opens, closes if closes > opens else closes + _ALL_DAY
