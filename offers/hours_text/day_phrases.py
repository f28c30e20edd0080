"""Phrases that name days: "Mo, Mi bis Fr", "täglich außer montags", "1. und 3. Samstag im Monat"."""

from .items import Days
from .model import DAYS
from .words import DAY_NAMES, DAY_OF_SHORT, FEASTS, ORDINALS

ALL = frozenset(DAYS)
_JOINERS = {"and", "comma", "slash"}
DAY_STARTS = {
    "day", "daily", "year", "weekend", "workdays", "holiday", "sunday_holiday", "named_day", "ordinal", "in_month",
}  # fmt: skip


def read_days(cursor):
    """The days at the cursor, None where there are none or they are in doubt."""
    days = _read_term(cursor)
    while days is not None:
        mark = cursor.mark()
        while cursor.peek() in _JOINERS:
            cursor.take()
        cursor.skip("fill")
        following = _read_term(cursor) if cursor.peek() in DAY_STARTS else None
        if following is None:
            cursor.reset(mark)
            break
        days = _joined(days, following)
    return days


def _joined(days, other):
    if (days.label or other.label) and days != other:
        return None
    return Days(days.weekly | other.weekly, days.monthly | other.monthly, days.holidays or other.holidays)


def _read_term(cursor):
    kind = cursor.peek()
    if kind in {"ordinal", "in_month"}:
        return _read_monthly(cursor)
    if kind in {"daily", "year", "weekend", "workdays"}:
        return _read_group(cursor)
    if kind == "named_day":
        return _read_named(cursor)
    if kind in {"holiday", "sunday_holiday"}:
        cursor.take()
        return Days(frozenset({"SU"}) if kind == "sunday_holiday" else frozenset(), holidays=True)
    return _read_weekly(cursor) if kind == "day" else None


def _read_weekly(cursor):
    """One day or a range of days; "Mo-Fr täglich" means the range."""
    first = _weekday(cursor.take())
    if not cursor.follows("range", "day"):
        return Days(frozenset({first}))
    cursor.take()
    last = _weekday(cursor.take())
    if first == last:
        return None
    if cursor.peek() in {"daily", "workdays"}:
        cursor.take()
    return _without_exceptions(cursor, _range(first, last))


def _range(first, last):
    start, end = DAYS.index(first), DAYS.index(last)
    return frozenset(DAYS[start : end + 1] if start < end else DAYS[start:] + DAYS[: end + 1])


def _without_exceptions(cursor, days):
    """Takes "außer Mi" away, in parentheses too."""
    mark = cursor.mark()
    bracket = cursor.accept("open")
    if not cursor.accept("except"):
        cursor.reset(mark)
        return Days(days)
    missing = read_days(cursor)
    if missing is None or missing.monthly or missing.holidays or not missing.weekly < days:
        return None
    if bracket and not cursor.accept("close"):
        return None
    return Days(days - missing.weekly)


def _read_group(cursor):
    """ "täglich", "am Wochenende" or "werktags"; the last is in doubt without the days beside it."""
    kind = cursor.take().kind
    if kind == "weekend":
        return Days(frozenset({"SA", "SU"}))
    mark = cursor.mark()
    bracket = cursor.accept("open")
    cursor.skip("fill")
    explicit = _read_weekly(cursor) if kind != "year" and cursor.peek() == "day" else None
    if explicit is not None and (not bracket or cursor.accept("close")):
        return explicit
    cursor.reset(mark)
    return None if kind == "workdays" else _without_exceptions(cursor, ALL)


def _read_named(cursor):
    token = cursor.take()
    name = next((name for name in DAY_NAMES if token.text.removesuffix("s").endswith(name)), None)
    if name is None or token.text.startswith(FEASTS):
        return None
    return Days(frozenset({DAY_NAMES[name]}), label=cursor.original(token))


def _read_monthly(cursor):
    """ "1. und 3. Samstag im Monat"; "jeden zweiten Dienstag" without the month may be every other week."""
    in_month = bool(cursor.accept("in_month"))
    cursor.skip("fill")
    pairs = set()
    while cursor.peek() == "ordinal":
        numbers = _read_ordinals(cursor)
        if cursor.peek() != "day":
            return None
        day = _weekday(cursor.take())
        pairs |= {(number, day) for number in numbers}
        in_month = bool(cursor.accept("in_month")) or in_month
        mark = cursor.mark()
        if cursor.accept(*_JOINERS):
            cursor.skip("fill")
        if cursor.peek() != "ordinal":
            cursor.reset(mark)
            break
    certain = in_month or len({number for number, _day in pairs}) > 1 or {n for n, _day in pairs} <= {1, -1, -2}
    return Days(monthly=frozenset(pairs)) if pairs and certain else None


def _read_ordinals(cursor):
    numbers = {_ordinal(cursor.take())}
    mark = cursor.mark()
    while cursor.accept(*_JOINERS):
        cursor.skip("fill")
        if cursor.peek() != "ordinal":
            break
        numbers.add(_ordinal(cursor.take()))
        mark = cursor.mark()
    cursor.reset(mark)
    return numbers


def _ordinal(token):
    if token.text[0].isdigit():
        return int(token.text[0])
    stem = token.text.rstrip("rnsm").removesuffix("e")
    return ORDINALS[stem]


def _weekday(token):
    text = token.text.rstrip(".")
    if text in DAY_OF_SHORT:
        return DAY_OF_SHORT[text]
    return next(day for name, day in DAY_NAMES.items() if text.startswith(name))
