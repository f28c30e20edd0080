"""The state at one moment: can I go there, or call, now?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from offers.schedule.days import DAY, day_intervals, in_berlin, next_dates
from offers.schedule.words import clock_words

A_WEEK = timedelta(days=7)


class StateKind(StrEnum):
    OPEN = "open"
    ALWAYS = "always"  # open, and no end within a week
    APPOINTMENT = "appointment"  # hours run or the day is right, but by appointment only
    OPENS_LATER = "opens_later"  # today
    OVER = "over"  # was open today
    CLOSED = "closed"
    HOLIDAY = "holiday"  # a public holiday that nobody said anything about
    UNKNOWN = "unknown"


@dataclass
class State:
    """What holds at one moment; times with the offset of Berlin."""

    kind: StateKind
    closes: datetime | None = None
    opens: datetime | None = None  # the next opening, where it is closed
    reason: str = ""
    row: object = None
    on: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.kind in (StateKind.OPEN, StateKind.ALWAYS)


def state_at(rows, exceptions, at: datetime, calendar) -> State:
    """The state at the moment ``at``; hours begun yesterday may still run."""
    rows, exceptions = list(rows), list(exceptions)
    at = in_berlin(at)
    today = day_intervals(rows, exceptions, at.date(), calendar)
    yesterday = day_intervals(rows, exceptions, at.date() - DAY, calendar)
    running = [each for each in (*yesterday.intervals, *today.intervals) if each.opens <= at < each.closes]
    if running:
        return _open_state(rows, exceptions, at, calendar, running)
    later = [each for each in today.intervals if each.opens > at]
    if later:
        return State(StateKind.OPENS_LATER, opens=later[0].opens, closes=later[0].closes, row=later[0].row, on=at)
    return _closed_state(rows, exceptions, at, calendar, today)


def _open_state(rows, exceptions, at, calendar, running) -> State:
    # Whoever may simply come goes before whoever needs an appointment.
    free = [each for each in running if not getattr(each.row, "by_appointment", False)]
    last = max(free or running, key=lambda each: each.closes)
    if not free:
        return State(StateKind.APPOINTMENT, closes=last.closes, row=last.row, on=at)
    closes = _end_of_chain(rows, exceptions, last, calendar)
    kind = StateKind.ALWAYS if closes - at >= A_WEEK - DAY else StateKind.OPEN
    return State(kind, closes=closes, row=last.row, on=at)


def _end_of_chain(rows, exceptions, interval, calendar) -> datetime:
    """When it really closes: hours that follow without a gap (0–24 o'clock every day) are one."""
    closes, day = interval.closes, interval.opens.date()
    for offset in range(A_WEEK.days + 1):
        for each in day_intervals(rows, exceptions, day + offset * DAY, calendar).intervals:
            if each.opens <= closes < each.closes and not getattr(each.row, "by_appointment", False):
                closes = each.closes
    return closes


def _closed_state(rows, exceptions, at, calendar, today) -> State:
    if today.by_appointment:
        return State(StateKind.APPOINTMENT, on=at)
    if today.unknown:
        return State(StateKind.HOLIDAY if today.holiday else StateKind.UNKNOWN, reason=today.holiday, on=at)
    following = next_dates(rows, exceptions, at, calendar, 1)
    if not (following or today.closed_reason or today.intervals):
        return State(StateKind.UNKNOWN, on=at)  # no rules, or rules of the past
    kind = StateKind.OVER if today.intervals else StateKind.CLOSED
    opens = following[0].opens if following else None
    return State(kind, opens=opens, reason=today.closed_reason, on=at)


def state_words(state: State) -> str:
    """The state in a few words, such as “open now until 15:00”."""
    words = {
        StateKind.OPEN: lambda: _("open now until %(time)s") % {"time": _moment_words(state, state.closes)},
        StateKind.ALWAYS: lambda: _("open round the clock"),
        StateKind.APPOINTMENT: lambda: _("today by appointment"),
        StateKind.OPENS_LATER: lambda: _("opens today at %(time)s") % {"time": _moment_words(state, state.opens)},
        StateKind.OVER: lambda: _("closed for today"),
        StateKind.CLOSED: lambda: _("closed today"),
        StateKind.HOLIDAY: lambda: _("public holiday (%(name)s): please call first") % {"name": state.reason},
        StateKind.UNKNOWN: lambda: _("please ask when somebody is there"),
    }
    return words[state.kind]()


def next_opening_words(state: State) -> str:
    """When it opens again: “opens again on Monday at 9”; empty where it is open or nothing is known."""
    if state.kind not in (StateKind.OVER, StateKind.CLOSED) or state.opens is None:
        return ""
    return _("opens again %(when)s") % {"when": _moment_words(state, state.opens)}


def _moment_words(state: State, when: datetime) -> str:
    """A time, with its day where that is not the day of the state itself."""
    clock = _("%(time)s o’clock") % {"time": clock_words(when.time())}
    days = (when.date() - state.on.date()).days
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow at %(time)s") % {"time": clock}
    if days < A_WEEK.days:
        return _("on %(weekday)s at %(time)s") % {"weekday": WEEKDAYS[when.weekday()], "time": clock}
    return _("on %(date)s at %(time)s") % {"date": date_format(when, "j. F"), "time": clock}
