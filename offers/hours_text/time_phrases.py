"""Phrases that name times of the day or of the year: "8-12 und 14-18 Uhr", "April bis September", "15.11.2024"."""

import re
from datetime import date, time, timedelta

from .model import DAYS
from .words import MONTHS

_JOINERS = {"and", "comma", "slash", "line"}
_CLOCK = {"time", "number"}
# Who closes before opening is open over night; otherwise somebody mistyped.
_NIGHT_FROM, _NIGHT_TO, _EARLIEST = time(16), time(10), time(5)


def read_times(cursor):
    """The ranges at the cursor as (opens, closes, joiner before), None where a part of them is in doubt."""
    ranges = [_read_range(cursor, "")]
    while True:
        mark = cursor.mark()
        joiner = cursor.accept(*_JOINERS)
        if not starts_range(cursor):
            cursor.reset(mark)
            return None if None in ranges else tuple(ranges)
        ranges.append(_read_range(cursor, joiner.kind if joiner else "none"))


def starts_range(cursor):
    """Whether a whole range of times begins here, words such as "von" before it included."""
    mark = cursor.mark()
    while cursor.accept("fill", "between", "part"):
        pass
    found = cursor.accept(*_CLOCK) and cursor.accept("range", "and") and cursor.accept(*_CLOCK)
    cursor.reset(mark)
    return bool(found)


def _read_range(cursor, joiner):
    part = between = ""
    while word := cursor.accept("fill", "between", "part"):
        part = word.text if word.kind == "part" else part
        between = between or word.kind == "between"
    opens, link, closes = (cursor.take() for _ in range(3))
    if link.kind == "and" and not between:
        return None
    after = cursor.accept("part")
    hours = _hours(_clock(opens.text), _clock(closes.text))
    return (*hours, joiner) if hours and _fits(after.text if after else part, *hours) else None


def _clock(text):
    """Minutes after midnight of "9", "9.30 Uhr", "09h00", None beyond 24:00."""
    hour, minute = re.fullmatch(r"(\d+)(?:[.,:h](\d\d))?\D*", text).groups("0")
    minutes = int(hour) * 60 + int(minute)
    return minutes if minutes <= 24 * 60 else None


def _hours(opens, closes):
    """The range as two times, None where it is likelier a mistake than a night."""
    if opens is None or closes is None or opens == 24 * 60:
        return None
    start, end = (time(minutes // 60 % 24, minutes % 60) for minutes in (opens, closes))
    if closes <= opens and (start < _NIGHT_FROM or end > _NIGHT_TO):
        return None
    return None if time(0) < start < _EARLIEST else (start, end)


def _fits(part, opens, closes):
    """Whether "vormittags" or "nachmittags" agrees with the times beside it."""
    if part.startswith("vor"):
        return opens < closes <= time(14)
    return not part or opens >= time(12)


def read_months(cursor):
    """Months at the cursor: "März-Oktober", "Juli, August"; None where there are none."""
    months = set()
    while cursor.peek() == "month":
        first = last = _month(cursor.take().text)
        if cursor.follows("range", "month"):
            cursor.take()
            last = _month(cursor.take().text)
        months |= _month_range(first, last)
        mark = cursor.mark()
        if not cursor.accept("and", "comma", "slash") or cursor.peek() != "month":
            cursor.reset(mark)
            break
    return tuple(sorted(months)) or None


def _month(text):
    return MONTHS[text.removeprefix("im").strip(" .")]


def _month_range(first, last):
    return {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}


def read_dates(cursor):
    """A phrase of dates as (kind, value); kind "doubt" where it says too little."""
    first = cursor.take().text
    if not cursor.follows("range", "date"):
        return _single_date(first)
    cursor.take()
    last = cursor.take().text
    days = _parts(first), _parts(last)
    if None in days:
        return "doubt", None
    (d1, m1, y1), (d2, m2, y2) = days
    if y2:
        bounds = _date(d1, m1, y1 or y2), _date(d2, m2, y2)
        return ("period", bounds) if None not in bounds and bounds[0] < bounds[1] else ("doubt", None)
    whole = not y1 and d1 == 1 and d2 in _last_days(m2)
    return ("months", tuple(sorted(_month_range(m1, m2)))) if whole else ("doubt", None)


def _single_date(text):
    parts = _parts(text)
    if parts is None:
        return "doubt", None
    day, month, year = parts
    if not year:
        return "day_of_year", (day, month)
    found = _date(day, month, year)
    return ("date", found) if found else ("doubt", None)


def _parts(text):
    """Day, month and year (0 where it is not said) of "15.11.2024" or "15. November 2024"."""
    named = re.fullmatch(r"(\d+)\.\s?([^\W\d]+)\.?\s?(\d{4})?", text)
    if named:
        return int(named[1]), MONTHS[named[2]], int(named[3] or 0)
    day, month, year = re.fullmatch(r"(\d+)\.(\d+)\.\s?(\d*)", text).groups()
    number = int(year or 0)
    return int(day), int(month), number + 2000 if 0 < number < 100 else number


def _date(day, month, year):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_days(month):
    last = (date(2024, month % 12 + 1, 1) - timedelta(days=1)).day
    return {28, 29} if month == 2 else {last}


def date_near(today, day, month, weekdays):
    """The one year around today in which a date falls on the named weekday: "Freitag, 15. November"."""
    near = [_date(day, month, today.year + shift) for shift in (-1, 0, 1)]
    fitting = [found for found in near if found and {DAYS[found.weekday()]} == set(weekdays)]
    return fitting[0] if len(fitting) == 1 else None
