"""Rules in words, merged as a person would write them on a door."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.schedule.rules import CODES

NTH = {1: "1.", 2: "2.", 3: "3.", 4: "4."}


@dataclass
class HoursLine:
    """One line of a table of hours: on which days, at what times, what for."""

    weekdays: tuple[str, ...]
    rows: list  # the rules of one of these days, in the order of their times
    on: object  # the day the words are for

    @property
    def days(self) -> str:
        first = self.rows[0]
        if first.starts_on is not None and first.starts_on == first.until:
            return _("on %(date)s") % {"date": date_format(first.until, "j. F Y")}
        words = monthly_words(self.weekdays, first) if first.frequency == "monthly" else weekday_words(self.weekdays)
        return ", ".join([words, *_conditions(first, self.on)])

    @property
    def times(self) -> str:
        words = [times_words(row) for row in self.rows if row.opens is not None]
        if any(row.opens is None and row.by_appointment for row in self.rows):
            words.append(_("by appointment"))
        return _and(words) or _("times not known")

    @property
    def label(self) -> str:
        return self.rows[0].label

    @property
    def location_id(self):
        return getattr(self.rows[0], "location_id", None)


def describe(rows, on=None) -> list[tuple[str, str, str]]:
    """Days, times and what for, a triple for each line of the table; rules that have run out are left out."""
    return [(line.days, line.times, line.label) for line in merged(rows, on)]


def merged(rows, on=None) -> list[HoursLine]:
    """Rules as lines: same days joined into one line with several times, same times into one with several days.

    A rule for a single date has one line, whatever its weekdays are.
    """
    on = on or timezone.localdate()
    by_day = {}
    for row in rows:
        for code in row.weekdays if row.until is None or row.until >= on else ():
            by_day.setdefault((_same_line(row, on), code), []).append(row)
    lines = {}
    for (_kind, code), day_rows in by_day.items():
        day_rows.sort(key=lambda row: (row.opens is None, row.opens))
        times = tuple((row.opens, row.closes, row.by_appointment) for row in day_rows)
        lines.setdefault((_kind, times), ([], day_rows))[0].append(code)
    found = [HoursLine(tuple(sorted(codes, key=CODES.index)), rows, on) for (codes, rows) in lines.values()]
    return sorted(found, key=_position)


def weekday_words(codes) -> str:
    """“Monday to Thursday”, “Monday and Friday”, “every day”."""
    if len(codes) == len(CODES):
        return _("every day")
    return _and(_names_of([CODES.index(code) for code in codes], WEEKDAYS))


def monthly_words(codes, row) -> str:
    """“every 1st Saturday of the month”."""
    names = [str(WEEKDAYS[CODES.index(code)]) for code in codes]
    if row.week_of_month == -1:
        return _("every last %(days)s of the month") % {"days": _and(names)}
    nth = NTH.get(row.week_of_month, "")
    return _("every %(days)s of the month") % {"days": _and([f"{nth} {name}".strip() for name in names])}


def times_words(row) -> str:
    """“9–12 o’clock”, round the clock in words."""
    if row.opens == row.closes:
        words = _("round the clock") if row.opens.hour == row.opens.minute == 0 else _("for 24 hours from %(opens)s")
    else:
        words = _("%(opens)s–%(closes)s o’clock")
    words = words % {"opens": clock_words(row.opens), "closes": clock_words(row.closes, closing=True)}
    return _("%(times)s by appointment") % {"times": words} if row.by_appointment else words


def clock_words(clock, closing=False) -> str:
    """9:00 as “9”, 9:30 as “9:30”; closing at midnight as “24”."""
    if closing and clock.hour == clock.minute == 0:
        return "24"
    return f"{clock.hour}:{clock.minute:02}" if clock.minute else str(clock.hour)


def _same_line(row, on) -> tuple:
    """What two rules must share to stand in one line, their days and times aside: all that shows in the words."""
    counts = row.interval > 1 or (row.starts_on and (row.starts_on > on or row.starts_on == row.until))
    first_day = row.starts_on if counts else None
    return (
        getattr(row, "location_id", None), row.label, row.frequency, row.interval, row.week_of_month,
        tuple(sorted(row.months)), row.in_school_holidays, row.on_public_holidays == "open", first_day, row.until,
    )  # fmt: skip


def _position(line):
    """Weekly before monthly, Monday first, early before late; the label breaks ties."""
    row = line.rows[0]
    minutes = row.opens.hour * 60 + row.opens.minute if row.opens else 1440
    return (row.frequency != "weekly", row.label, CODES.index(line.weekdays[0]), row.week_of_month or 0, minutes)


def _conditions(row, on):
    if row.interval > 1:
        yield _interval_words(row)
    if row.months:
        yield _and(_names_of(sorted(row.months), MONTHS))
    if row.in_school_holidays != "any":
        only = row.in_school_holidays == "only"
        yield _("in school holidays only") if only else _("not in school holidays")
    if row.on_public_holidays == "open":
        yield _("also on public holidays")
    if row.starts_on and row.starts_on > on:
        yield _("from %(date)s") % {"date": date_format(row.starts_on, "j. F Y")}
    if row.until:
        yield _("until %(date)s") % {"date": date_format(row.until, "j. F Y")}


def _interval_words(row) -> str:
    weekly = row.frequency == "weekly"
    words = (
        ngettext("every %(count)s week", "every %(count)s weeks", row.interval)
        if weekly
        else ngettext("every %(count)s month", "every %(count)s months", row.interval)
    )
    return words % {"count": row.interval}


def _runs(numbers) -> list[list[int]]:
    """Neighbours together: [0, 1, 2, 4] becomes [[0, 1, 2], [4]]."""
    runs = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _names_of(numbers, names) -> list[str]:
    """Three and more neighbours as “from–to”, fewer one by one."""
    words = []
    for run in _runs(numbers):
        if len(run) > 2:
            words.append(_("%(first)s to %(last)s") % {"first": names[run[0]], "last": names[run[-1]]})
        else:
            words += [str(names[number]) for number in run]
    return words


def _and(words) -> str:
    """“a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
