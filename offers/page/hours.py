"""When an offer is open: the state of the moment, the table, the next dates, what is different soon."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import groupby

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.models.choices import HoursKnown, Status
from offers.schedule import StateKind, merged, next_dates, state_at, state_words
from offers.schedule.days import moment
from offers.schedule.rules import recurs_on
from offers.schedule.state import next_opening_words
from offers.schedule.words import clock_words
from offers.status import first_day, is_paused, is_there

SOON = timedelta(days=14)  # closures so near stand on top of the page
LATER = timedelta(days=60)  # and those so near with the times
SHOWN_DATES = 3
FEW_DAYS = 2  # rules for so few days a week get their next dates


@dataclass
class TimesTable:
    """Hours of one place and one purpose."""

    caption: str
    lines: list[tuple[str, str, bool]]  # days, times, whether that is today


@dataclass
class Different:
    """Days with other hours than usual."""

    words: str
    soon: bool


@dataclass
class Hours:
    """All about the times of one offer at one moment."""

    state: str
    tone: str  # of the pill: “yes” for open, “mind” for what one should know
    next_opening: str = ""
    tables: list[TimesTable] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    different: list[Different] = field(default_factory=list)

    @property
    def closures_soon(self) -> list[Different]:
        return [row for row in self.different if row.soon]


def hours_of(offer, exceptions, calendar, now) -> Hours:
    """What to say about the times of ``offer`` at the moment ``now``."""
    rows = list(offer.opening_times.all())
    state = state_at(rows, exceptions, now, calendar)
    hours = Hours(*_state_words(offer, rows, exceptions, state, now.date()))
    hours.tables = _tables(offer, rows, now.date())
    if is_there(offer, now.date()):
        hours.next_opening = next_opening_words(state)
    if start := first_day(offer, now.date()):
        hours.dates = _dates(rows, exceptions, calendar, max(now, moment(start, time(0))))
    hours.different = _different(exceptions, calendar, now.date())
    return hours


def hours_on_paper(offer, exceptions, calendar, now) -> Hours:
    """What stays true while a print lies on a table: the table and days with other hours, not the state of a moment."""
    rows = list(offer.opening_times.all())
    tables, different = _tables(offer, rows, now.date()), _different(exceptions, calendar, now.date())
    return Hours("", "", tables=tables, different=different)


def _state_words(offer, rows, exceptions, state, today) -> tuple[str, str]:
    if offer.status == Status.PLANNED:
        return _("in planning"), "mind"
    if is_paused(offer, today):
        return _("paused at the moment"), "mind"
    if not rows and not exceptions and offer.hours_known == HoursKnown.APPOINTMENT:
        return _("by appointment only"), ""
    words = state_words(state)
    if state.is_open and getattr(state.row, "label", ""):
        words = _("%(state)s (%(what)s)") % {"state": words, "what": state.row.label}
    return words, "yes" if state.is_open else "mind" if state.kind == StateKind.HOLIDAY else ""


def _tables(offer, rows, today) -> list[TimesTable]:
    places = {place.pk: place.name or place.street for place in offer.locations.all() if not place.is_hidden}
    lines = sorted(merged(rows, today), key=lambda line: (line.location_id or 0, line.label))
    tables, is_today = [], is_there(offer, today)
    for (place_id, label), group in groupby(lines, key=lambda line: (line.location_id, line.label)):
        caption = ", ".join(filter(None, [places.get(place_id, ""), label]))
        found = [
            (line.days, unbroken(line.times), is_today and any(recurs_on(row, today) for row in line.rows))
            for line in group
        ]
        tables.append(TimesTable(caption, found))
    return tables


def unbroken(times: str) -> str:
    """Times that a narrow column does not tear apart between “9–” and “12”."""
    return times.replace("–", "\u2060–\u2060").replace(" Uhr", "\u00a0Uhr")


def _dates(rows, exceptions, calendar, now) -> list[str]:
    """The next dates of what does not happen most days, such as a group on first Saturdays."""
    rare = [row for row in rows if row.frequency == "monthly" or row.interval > 1]
    if len({code for row in rows for code in row.weekdays}) <= FEW_DAYS:
        rare = rows
    if not rare:
        return []
    return [interval_words(each) for each in next_dates(rare, exceptions, now, calendar, SHOWN_DATES)]


def interval_words(interval) -> str:
    """“Sa, 5. Dezember, 9–12 Uhr”."""
    return _("%(weekday)s, %(date)s, %(opens)s–%(closes)s o’clock") % {
        "weekday": WEEKDAYS_ABBR[interval.opens.weekday()],
        "date": date_format(interval.opens, "j. F"),
        "opens": clock_words(interval.opens.time()),
        "closes": clock_words(interval.closes.time(), closing=True),
    }


def _different(exceptions, calendar, today) -> list[Different]:
    found = [(row.starts_on, row.ends_on, row.opens, row.closes, row.reason) for row in exceptions]
    found += [(first, last, None, None, reason) for first, last, reason in calendar.closing_periods]
    coming = sorted(row for row in found if row[1] >= today and row[0] <= today + LATER)
    return [Different(_different_words(*row), soon=row[0] <= today + SOON and row[2] is None) for row in coming]


def _different_words(first, last, opens, closes, reason) -> str:
    days = date_format(first, "j. F")
    if last != first:
        days = _("%(first)s to %(last)s") % {"first": days, "last": date_format(last, "j. F")}
    hours = _("closed")
    if opens is not None:
        hours = _("%(opens)s–%(closes)s o’clock") % {
            "opens": clock_words(opens), "closes": clock_words(closes, closing=True),
        }  # fmt: skip
    words = _("%(days)s: %(hours)s") % {"days": days, "hours": hours}
    return _("%(words)s (%(reason)s)") % {"words": words, "reason": reason} if reason else words
