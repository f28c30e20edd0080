"""Whether a rule holds on a day, without building rule objects: many thousand rows are asked about one day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from partners.models.choices import Known

BERLIN = ZoneInfo("Europe/Berlin")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # of date.weekday()
YES, NO, UNKNOWN = (answer.value for answer in (Known.YES, Known.NO, Known.UNKNOWN))


def recurs_on(row, day: date) -> bool:
    """Whether the bare rule falls on ``day``, holidays aside."""
    if CODES[day.weekday()] not in row.weekdays or (row.months and day.month not in row.months):
        return False
    if (row.starts_on and day < row.starts_on) or (row.until and day > row.until):
        return False
    if row.frequency == "monthly":
        return _is_week_of_month(row.week_of_month, day) and _is_turn(row, _months(day) - _months(row.starts_on))
    return _is_turn(row, _weeks(day) - _weeks(row.starts_on))


def applies_on(row, day: date, calendar) -> str:
    """“yes”, “no” or “unknown” (a code of ``Known``): is the rule in force on ``day``?

    Unknown are public holidays nobody said anything about, and rules that hang on school holidays not entered yet.
    """
    if not recurs_on(row, day):
        return NO
    answer = YES
    if row.in_school_holidays != "any":
        answer = _school_answer(row.in_school_holidays == "only", calendar.is_school_holiday(day))
    if answer != NO and calendar.public_holiday(day):
        answer = {"open": answer, "closed": NO}.get(row.on_public_holidays, UNKNOWN)
    return answer


def as_rrule(row) -> str:
    """The rule as RFC 5545 writes it (section 3.3.10), weeks from Monday."""
    nth = row.week_of_month if row.frequency == "monthly" else None
    parts = [f"FREQ={row.frequency.upper()}"]
    if row.interval > 1:
        parts.append(f"INTERVAL={row.interval}")
    parts.append("BYDAY=" + ",".join(f"{nth or ''}{code}" for code in CODES if code in row.weekdays))
    if row.months:
        parts.append("BYMONTH=" + ",".join(str(month) for month in sorted(row.months)))
    if row.until:
        parts.append(f"UNTIL={_until(row)}")
    return ";".join(parts)


def _until(row) -> str:
    """The last day; for a rule with times its last second, which RFC 5545 wants in UTC."""
    if row.opens is None:
        return f"{row.until:%Y%m%d}"
    return f"{datetime.combine(row.until, time.max, BERLIN).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _school_answer(only: bool, is_holiday: bool | None) -> str:
    if is_holiday is None:
        return UNKNOWN
    return YES if is_holiday == only else NO


def _is_turn(row, steps: int) -> bool:
    return row.interval == 1 or steps % row.interval == 0


def _is_week_of_month(nth: int | None, day: date) -> bool:
    """Whether ``day`` is the n-th of its weekday in the month; -1 is the last."""
    if nth is None:
        return True
    if nth > 0:
        return (day.day - 1) // 7 + 1 == nth
    next_month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return ((next_month - day).days - 1) // 7 + 1 == -nth


def _weeks(day: date | None) -> int:
    """Number of the week, counted from Mondays: 1 January of the year 1 was one."""
    return (day.toordinal() - 1) // 7 if day else 0


def _months(day: date | None) -> int:
    return day.year * 12 + day.month if day else 0
