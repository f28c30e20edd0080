"""How rules of opening unfold into dates in Europe/Berlin: pure functions over rows like ``OpeningTime``."""

from offers.schedule.calendar import Calendar, closing_days
from offers.schedule.days import DayPlan, Interval, day_intervals, next_dates
from offers.schedule.edges import edge_hours
from offers.schedule.rules import applies_on, as_rrule
from offers.schedule.state import State, StateKind, state_at, state_words
from offers.schedule.words import describe, merged

__all__ = [
    "Calendar",
    "DayPlan",
    "Interval",
    "State",
    "StateKind",
    "applies_on",
    "as_rrule",
    "closing_days",
    "day_intervals",
    "describe",
    "edge_hours",
    "merged",
    "next_dates",
    "state_at",
    "state_words",
]
